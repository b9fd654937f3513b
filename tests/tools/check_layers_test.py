"""check_layers.py catches each breach it is there for, and lets good code pass."""
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import check_layers  # noqa: E402

CAUGHT = [
    # what, file, text, a part of the answer
    ("a lower layer that includes a higher one", "src/base/a.h", '#include "idx/b.h"', "base must"),
    ("a sibling", "src/idx/a.h", '#include "session/b.h"', "idx must not know session"),
    ("the simulator using the client", "src/simulator/a.h", '#include "idx/b.h"', "simulator must"),
    ("the client using the simulator", "src/app/a.h", '#include "simulator/b.h"', "app must"),
    ("src including web", "src/app/a.h", '#include "web/b.h"', "app must not know web"),
    ("a bare file name", "src/base/a.h", '#include "b.h"', "layer/file.h"),
    ("flow using the screen", "src/flow/a.h", '#include "screen/b.h"', "flow must not know screen"),
    ("flow using gui", "src/flow/a.h", '#include "gui/b.h"', "flow must not know gui"),
    ("flow using app", "src/flow/a.h", '#include "app/b.h"', "flow must not know app"),
    ("a path upwards", "src/base/a.h", '#include "../idx/b.h"', "layer/file.h"),
    ("a layer nobody knows", "src/extra/a.h", "", "not in the table"),
    ("an Emscripten header in src", "src/app/a.cpp", "#include <emscripten/fetch.h>", "web only"),
    ("an #ifdef for Emscripten", "src/app/a.cpp", "#ifdef __EMSCRIPTEN__", "no Emscripten"),
    ("EM_JS in src", "src/app/a.cpp", "EM_JS(int, f, (), { return 1; });", "no Emscripten"),
    ("nlohmann beside the reader", "src/idx/a.h", "#include <nlohmann/json.hpp>", "json_reader"),
    ("httplib beside the server", "src/simulator/a.cpp", "#include <httplib.h>", "http_front"),
    ("OpenSSL in the client", "src/jose/a.cpp", "#include <openssl/evp.h>", "is for"),
    ("ImGui in the screen", "src/screen/a.cpp", "#include <imgui.h>", "gui and web"),
    ("ImGui's own header beside its door", "src/gui/card.cpp", "#include <imgui_internal.h>",
     "src/gui/draw_lists.cpp only"),
    ("the same in web", "web/a.cpp", "#include <imgui_internal.h>", "src/gui/draw_lists.cpp only"),
    ("a member that ImGui keeps to itself", "src/gui/card.cpp", "list._Data->TexUvWhitePixel;",
     "keeps to itself"),
    ("the same through a pointer", "web/a.cpp", "list->_VtxCurrentIdx;", "keeps to itself"),
    ("at() by name", "src/idx/a.cpp", 'whatever.at("a");', "abort"),
    ("at() by variable", "src/idx/a.cpp", "void f(const Json& j) { j.at(key); }", "j is Json"),
    ("at() through a pointer", "src/idx/a.cpp", "void f(const Json* j) { j->at(0); }", "j is Json"),
    ("at() on an answer", "src/idx/a.cpp", "member(j, name)->at(0);", "at() aborts"),
    ("value() by name", "src/idx/a.cpp", 'json.value("a", 1);', "abort"),
    ("value() by variable", "src/idx/a.cpp", "json.value(key, 1);", "aborts"),
    ("get<>()", "src/idx/a.cpp", "json.get<int>();", "get<>() aborts"),
    ("get_to()", "src/idx/a.cpp", "json.get_to(x);", "get_to() aborts"),
    ("dump()", "src/idx/a.cpp", "json.dump();", "dump() aborts"),
    ("a parse of one's own", "src/idx/a.cpp", "Json::parse(text);", "json_reader"),
    ("[] by name on an answer", "src/idx/a.cpp", 'f(x)["a"];', "aborts"),
    ("[] by name, one deeper", "src/idx/a.cpp", 'whatever[key]["a"];', "aborts"),
    ("[] by variable", "src/idx/a.cpp", "void f(const Json& j) { j[key]; }", "j is Json"),
    ("[] through a pointer", "src/idx/a.cpp", "void f(const Json* j) { (*j)[0]; }", "j is Json"),
    ("[] on a local", "web/a.cpp", "Json list = g(); list[0];", "list is Json"),
    ("ImGui::Text", "src/gui/a.cpp", 'ImGui::Text("hello");', "whole runs"),
    ("ImGui::TextUnformatted", "src/gui/a.cpp", "ImGui::TextUnformatted(t);", "whole runs"),
    ("AddText", "src/gui/a.cpp", "list->AddText(p, c, t);", "whole runs"),
    ("an iterator as a pointer", "src/base/a.cpp",
     "const auto* a =\n    std::find_if(b.begin(), b.end(), c);", "no pointer"),
    ("throw", "src/base/a.cpp", "throw 1;", "exceptions"),
    ("dynamic_cast", "src/base/a.cpp", "dynamic_cast<B*>(a);", "RTTI"),
    ("object destructuring in EM_JS", "web/a.cpp",
     "EM_JS(int, f, (int x), { const {a, b} = g(x); return a; });", "destructuring"),
    ("array destructuring in EM_JS", "web/a.cpp",
     "EM_JS(int, f, (int x), {\n  for (const [k, v] of g(x)) h(k);\n});", "destructuring"),
    ("optional chaining in EM_JS", "web/a.cpp", "EM_JS(int, f, (), { return a?.b; });", "?."),
    ("object spread in EM_JS", "web/a.cpp", "EM_JS(int, f, (), { g({...a}); });", "spread"),
    ("a computed key in EM_JS", "web/a.cpp", "EM_JS(int, f, (), { g({[k]: 1}); });", "computed"),
    ("the same in EM_ASM", "web/a.cpp", "EM_ASM({ const {a} = b; });", "destructuring"),
]

LET_PASS = [
    ("what a layer stands on, at any depth", "src/screen/a.h", '#include "base/b.h"'),
    ("web on gui and app", "web/a.cpp", '#include "gui/a.h"\n#include "app/b.h"\n'
     '#include "web/c.h"\n#include <emscripten.h>\n#include <imgui.h>'),
    ("the page writer on the app", "shell/prerender/main.cpp", '#include "app/a.h"'),
    ("the reader itself", "src/base/json_reader.cpp",
     '#include <nlohmann/json.hpp>\nvoid f(const Json& j) { j["a"]; j.at("a"); j.dump(); }'),
    ("building JSON", "src/idx/a.cpp", 'Json j = {{"a", 1}}; setMember(j, "b", 2);'),
    ("an optional's value()", "src/idx/a.cpp", "x.value();"),
    ("std::get", "src/idx/a.cpp", "std::get<0>(x);"),
    ("the door to what ImGui keeps to itself", "src/gui/draw_lists.cpp",
     "#include <imgui_internal.h>\nlist._PopUnusedDrawCmd();"),
    ("at() on an array or a ruler", "src/gui/a.cpp", "kMonths.at(month); ruler.at(0, 1);"),
    ("[] on a map", "src/idx/a.cpp", 'values["rememberMe"] = true;'),
    ("a neighbour in web", "web/a.cpp", '#include "b.h"'),
    ("a neighbour of the page writer", "shell/prerender/a.cpp", '#include "b.h"'),
    ("[] on a vector", "src/idx/a.cpp", "void f(const Json& j) { list[0]; x.j[1]; }"),
    ("a lambda", "src/idx/a.cpp", "auto f = [](int a) { return a; };"),
    ("words in comments and literals", "src/gui/a.cpp",
     '// Emscripten throw ImGui::Text\n/* json.at( */ f("ImGui::Text( throw .at(", \'"\');'),
    ("a raw string", "src/idx/a.cpp", 'f(R"(a["b"] " throw)"); g();'),
    ("a digit separator before a comment", "src/idx/a.cpp", "f(1'000);  // throw 2'000"),
    ("measuring text", "src/gui/a.cpp", "ImGui::CalcTextSize(t);"),
    ("structured bindings in C++", "web/a.cpp", "const auto [a, b] = f();"),
    ("plain JavaScript", "web/a.cpp",
     "EM_JS(int, f, (int x), { const a = x ?.5 : 1; for (const k of g(...h)) i({a: [k]}); });"),
    ("dependencies of EM_JS", "web/a.cpp", 'EM_JS_DEPS(app, "$UTF8ToString");'),
    ("JavaScript's own try", "web/a.cpp",
     "EM_JS(int, f, (), { try { g['a']; } catch (e) { throw e; } return h(x)[\"a\"]; });"),
    ("JavaScript words in a string", "web/a.cpp", "EM_JS(int, f, (), { g('a?.b'); });"),
]


class Rules(unittest.TestCase):
    def test_catches(self):
        for what, path, text, why in CAUGHT:
            with self.subTest(what):
                found = check_layers.check_file(path, text)
                self.assertTrue(any(why in reason for _, reason in found), found)

    def test_lets_pass(self):
        for what, path, text in LET_PASS:
            with self.subTest(what):
                self.assertEqual(check_layers.check_file(path, text), [])

    def test_names_the_line(self):
        text = "// one\n/* two\nthree */\nint a;\njson.dump();\n"
        self.assertEqual([line for line, _ in check_layers.check_file("src/idx/a.cpp", text)], [5])

    def test_edges_have_no_cycle(self):
        for layer, direct in check_layers.EDGES.items():
            for lower in direct:
                self.assertNotIn(layer, check_layers.below(lower))


class Program(unittest.TestCase):
    def test_answers_1_for_a_breach_and_for_an_empty_tree(self):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            self.assertEqual(check_layers.main([folder]), 1)
            (root / "src/base").mkdir(parents=True)
            (root / "src/base/a.h").write_text("int f();\n")
            self.assertEqual(check_layers.main([folder]), 0)
            (root / "src/base/b.h").write_text('#include "app/a.h"\n')
            self.assertEqual(check_layers.main([folder]), 1)


if __name__ == "__main__":
    unittest.main()
