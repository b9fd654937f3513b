// What people type and paste into the field of a code.

#include "signin/typed_code.h"

#include <gtest/gtest.h>

#include <string>

namespace latchkey::signin {
namespace {

const CodeShape kAsUsual;
const CodeShape kSixDigits{false, 6, 6};
const CodeShape kEightDigits{false, 8, 8};
const CodeShape kTenOfAny{true, 10, 10};

struct Typed {
  const char* name;
  std::string text;
  Reading meant;
  CodeShape shape = kAsUsual;
};
// The name only: the text may be no UTF-8, which the report of the tests cannot hold.
void PrintTo(const Typed& typed, std::ostream* out) { *out << typed.name; }

class TypedCode : public testing::TestWithParam<Typed> {};

TEST_P(TypedCode, IsWhatWasMeant) {
  const Typed& typed = GetParam();
  EXPECT_EQ(readCode(typed.text, typed.shape), typed.meant);
}

TEST_P(TypedCode, IsTheSameWhenItIsReadAgain) {
  const Reading once = readCode(GetParam().text, GetParam().shape);
  if (const auto* code = std::get_if<std::string>(&once)) {
    EXPECT_EQ(readCode(*code, GetParam().shape), once);
  }
}

std::string inScript(char32_t zero, std::string_view digits) {
  std::string text;
  for (const char digit : digits) {
    const char32_t c = zero + static_cast<char32_t>(digit - '0');
    if (c < 0x10000) {
      text += static_cast<char>(0xE0 | (c >> 12));
    } else {
      text += static_cast<char>(0xF0 | (c >> 18));
      text += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    }
    text += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    text += static_cast<char>(0x80 | (c & 0x3F));
  }
  return text;
}

const Reading kCode = std::string("482913");

auto named = [](const auto& info) { return std::string(info.param.name); };

INSTANTIATE_TEST_SUITE_P(
    InAnyScript, TypedCode,
    testing::Values(Typed{"Ascii", "482913", kCode},
                    Typed{"ArabicIndic", "\u0664\u0668\u0662\u0669\u0661\u0663", kCode},
                    Typed{"Persian", "\u06F4\u06F8\u06F2\u06F9\u06F1\u06F3", kCode},
                    Typed{"Nko", "\u07C4\u07C8\u07C2\u07C9\u07C1\u07C3", kCode},
                    Typed{"Devanagari", inScript(0x0966, "482913"), kCode},
                    Typed{"Bengali", inScript(0x09E6, "482913"), kCode},
                    Typed{"Tamil", inScript(0x0BE6, "482913"), kCode},
                    Typed{"Thai", inScript(0x0E50, "482913"), kCode},
                    Typed{"Lao", inScript(0x0ED0, "482913"), kCode},
                    Typed{"Tibetan", inScript(0x0F20, "482913"), kCode},
                    Typed{"Myanmar", inScript(0x1040, "482913"), kCode},
                    Typed{"Khmer", inScript(0x17E0, "482913"), kCode},
                    Typed{"Mongolian", inScript(0x1810, "482913"), kCode},
                    Typed{"Javanese", inScript(0xA9D0, "482913"), kCode},
                    Typed{"Wide", inScript(0xFF10, "482913"), kCode},
                    Typed{"Chakma", inScript(0x11136, "482913"), kCode},
                    Typed{"Adlam", inScript(0x1E950, "482913"), kCode},
                    Typed{"MathematicalBold", inScript(0x1D7CE, "482913"), kCode},
                    Typed{"MathematicalDoubleStruck", inScript(0x1D7D8, "482913"), kCode},
                    Typed{"Segmented", inScript(0x1FBF0, "482913"), kCode},
                    Typed{"SeveralAtOnce", "4\u0668\uFF12\u09EF13", kCode},
                    Typed{"Keycaps",
                          "4\uFE0F\u20E38\uFE0F\u20E32\uFE0F\u20E39\uFE0F\u20E31\uFE0F\u20E33"
                          "\uFE0F\u20E3",
                          kCode}),
    named);

INSTANTIATE_TEST_SUITE_P(
    WithWhatIsNotSeen, TypedCode,
    testing::Values(Typed{"RightToLeftMark", "482913\u200F", kCode},
                    Typed{"LeftToRightMark", "\u200E482913", kCode},
                    Typed{"ArabicLetterMark", "482\u061C913", kCode},
                    Typed{"Embedding", "\u202A482913\u202C", kCode},
                    Typed{"Override", "\u202D482913\u202C", kCode},
                    Typed{"Isolate", "\u2068482913\u2069", kCode},
                    Typed{"ZeroWidthSpace", "482\u200B913", kCode},
                    Typed{"ZeroWidthJoiners", "4\u200D8\u200C2913", kCode},
                    Typed{"WordJoiner", "482\u2060913", kCode},
                    Typed{"SoftHyphen", "482\u00AD913", kCode},
                    Typed{"ByteOrderMark", "\uFEFF482913", kCode},
                    Typed{"MongolianVowelSeparator", "482\u180E913", kCode},
                    Typed{"VariationSelectors", "4\uFE0E82913\U000E0100", kCode},
                    Typed{"HangulFillers", "\u3164482913\uFFA0\u115F\u1160", kCode},
                    Typed{"CombiningGraphemeJoiner", "482\u034F913", kCode},
                    Typed{"InvisibleTimes", "482\u2062913", kCode},
                    Typed{"InterlinearAnnotation", "\uFFF9482913\uFFFB", kCode},
                    Typed{"Tags", "482913\U000E0034\U000E007F", kCode},
                    Typed{"Controls",
                          std::string("\0"
                                      "482\x7F"
                                      "913\x1B",
                                      9),
                          kCode},
                    Typed{"AttachedPicture", "\uFFFC482913", kCode}),
    named);

INSTANTIATE_TEST_SUITE_P(
    WithSpacesAndDashes, TypedCode,
    testing::Values(
        Typed{"AroundIt", " 482913\r\n", kCode}, Typed{"Between", "482 913", kCode},
        Typed{"EachApart", "4 8 2 9 1 3", kCode}, Typed{"Tab", "482\t913", kCode},
        Typed{"NextLine", "482913\u0085", kCode}, Typed{"NoBreak", "482\u00A0913", kCode},
        Typed{"NarrowNoBreak", "482\u202F913", kCode}, Typed{"Ogham", "482\u1680913", kCode},
        Typed{"Thin", "482\u2009913", kCode}, Typed{"MathematicalSpace", "482\u205F913", kCode},
        Typed{"Ideographic", "482\u3000913", kCode}, Typed{"Braille", "482\u2800913", kCode},
        Typed{"LineSeparator", "482\u2028913\u2029", kCode}, Typed{"Hyphen", "482-913", kCode},
        Typed{"NoBreakHyphen", "482\u2011913", kCode}, Typed{"EnDash", "482\u2013913", kCode},
        Typed{"Minus", "482\u2212913", kCode}, Typed{"WideHyphen", "482\uFF0D913", kCode},
        Typed{"SmallHyphen", "482\uFE63913", kCode}, Typed{"Katakana", "482\u30FC913", kCode},
        Typed{"HalfWidthKatakana", "482\uFF70913", kCode}, Typed{"WaveDash", "482\u301C913", kCode},
        Typed{"SpacedDash", "482 - 913", kCode}, Typed{"Dot", "482.913", kCode},
        Typed{"MiddleDot", "(482\u00B7913)", Advice::noPasscode},
        Typed{"Underscore", "482_913", kCode}, Typed{"FullStop", "482913.", kCode},
        Typed{"Quotes", "\u201C482913\u201D", kCode}, Typed{"Brackets", "[482913]", kCode},
        Typed{"Stars", "**482913**", kCode}, Typed{"Hash", "#482913", kCode}),
    named);

INSTANTIATE_TEST_SUITE_P(
    OfASentence, TypedCode,
    testing::Values(
        Typed{"English", "Your code is 482913.", kCode},
        Typed{"CodeFirst", "482913 is your Northwind code", kCode},
        Typed{"InParts", "code: 482-913", kCode}, Typed{"Prefix", "G-482913", kCode},
        Typed{"PrefixWithoutDash", "G482913", kCode},
        Typed{"LinesThatWereJoined", "Your code482913", kCode},
        Typed{"Japanese", "\u30B3\u30FC\u30C9\u306F482913\u3067\u3059\u3002", kCode},
        Typed{"Arabic",
              "\u0631\u0645\u0632\u0643 \u0647\u0648 \u0664\u0668\u0662\u0669\u0661\u0663", kCode},
        Typed{"German", "Ihr Code lautet \u201E482 913\u201C.", kCode},
        Typed{"Twice", "482913 is your code. Type 482 913 to go on.", kCode},
        Typed{"WithALifetime", "Your code is 482913. It is good for 10 minutes.", kCode},
        Typed{"WithAYear", "\u00A9 2026 Northwind. Your code is 482913", kCode},
        Typed{"WithAYearBeforeIt", "2026 482913", kCode},
        Typed{"WithADate", "Sent on 2026-11-27: 482913", kCode},
        Typed{"WithAGermanDate", "27.11.2026 482913", kCode},
        Typed{"WithATime", "14:05:33 code 482913", kCode},
        Typed{"WithAPhone", "Call +1 800 555 0199. Your code is 482913.", kCode},
        Typed{"WithAGermanPhone", "Code 482913, Hilfe: +49 30 123456", kCode},
        Typed{"WithALocalPhone", "Your code is 482913. Help: 0800 123456", kCode},
        Typed{"WithAnAmount", "Pay 1,234.56 with code 482913", kCode},
        Typed{"WithALink", "482913 or https://x.example/?otp=482913&state=ab123456cd", kCode},
        Typed{"WithAFraction", "Step 1/2: 482913", kCode},
        Typed{"TwoCandidates", "482913 or 771204", Advice::severalPasscodes},
        Typed{"TwoCandidatesInParts", "482-913, 771-204", Advice::severalPasscodes},
        Typed{"CodeAndPostcode", "482913, Moscow 101000", Advice::severalPasscodes},
        Typed{"NoNumber", "Your code is in the email", Advice::noPasscode},
        Typed{"OnlyAYear", "Northwind 2026", Advice::noPasscode},
        Typed{"OnlyADate", "Sent on 2026-11-27", Advice::noPasscode},
        Typed{"OnlyAPhone", "Call +1 800 555 0199", Advice::noPasscode},
        Typed{"OfEight", "Your code is 48291377.", std::string("48291377")},
        Typed{"OfEightInAForm", "Your code is 4829-1377 of 2026.", std::string("48291377"),
              kEightDigits},
        Typed{"OfAnotherLengthThanTheForms", "Your code is 482913.", Advice::noPasscode,
              kEightDigits}),
    named);

INSTANTIATE_TEST_SUITE_P(
    OfSomeLength, TypedCode,
    testing::Values(
        Typed{"Empty", "", Advice::enterPasscode},
        Typed{"Blank", " \u00A0 ", Advice::enterPasscode},
        Typed{"OnlyMarks", "\u200F\uFEFF", Advice::enterPasscode},
        Typed{"OnlyADash", "-", Advice::noPasscode},
        Typed{"OneDigit", "3", Advice::passcodeTooShort},
        Typed{"ThreeDigits", "3 4-5", Advice::passcodeTooShort},
        Typed{"FourDigits", "4829", std::string("4829")},
        Typed{"FiveOfAnUnknownNumber", "48291", std::string("48291")},
        Typed{"FiveOfSix", "48291", Advice::passcodeTooShort, kSixDigits},
        Typed{"SixOfSix", "482913", kCode, kSixDigits},
        Typed{"SevenOfSix", "4829137", Advice::passcodeTooLong, kSixDigits},
        Typed{"SevenOfAnUnknownNumber", "4829137", std::string("4829137")},
        Typed{"FiveInAFormOfThreeAtMost", "48291", Advice::passcodeTooLong, {false, {}, 3}},
        Typed{"ThreeInAFormOfThree", "482", std::string("482"), {false, {}, 3}},
        Typed{"AThousand", std::string(1000, '7'), Advice::passcodeTooLong},
        Typed{"AWord", "hello", Advice::noPasscode},
        // The org did not say that it takes digits only.
        Typed{"AWordWithDigits", "A1B2C3", std::string("A1B2C3")},
        Typed{"ALetterForADigit", "48291O", std::string("48291O")}),
    named);

INSTANTIATE_TEST_SUITE_P(
    OfLettersAndDigits, TypedCode,
    testing::Values(Typed{"AsItIs", "a1B2C3D4e5", std::string("a1B2C3D4e5"), kTenOfAny},
                    Typed{"OfLettersOnly", "qwertzuiop", std::string("qwertzuiop"), kTenOfAny},
                    Typed{"Wide", "\uFF21\uFF11\uFF22\uFF12\uFF23\uFF13\uFF24\uFF14\uFF25\uFF15",
                          std::string("A1B2C3D4E5"), kTenOfAny},
                    Typed{"InAScript", "A\u0661B\u0662C\u0663D\u0664E\u0665",
                          std::string("A1B2C3D4E5"), kTenOfAny},
                    Typed{"InParts", "A1B2C-3D4E5", std::string("A1B2C3D4E5"), kTenOfAny},
                    Typed{"InPartsWithASpace", "A1B2C 3D4E5", std::string("A1B2C3D4E5"), kTenOfAny},
                    Typed{"InASentence", "Your verification code is A1B2C3D4E5.",
                          std::string("A1B2C3D4E5"), kTenOfAny},
                    Typed{"BehindAColon", "code:A1B2C3D4E5", std::string("A1B2C3D4E5"), kTenOfAny},
                    Typed{"WithAWordAsLong", "The connection needs A1B2C3D4E5 now",
                          std::string("A1B2C3D4E5"), kTenOfAny},
                    Typed{"ASentenceAsLong", "Your code is", Advice::noPasscode, kTenOfAny},
                    Typed{"Two", "A1B2C3D4E5 or F6G7H8I9J0", Advice::severalPasscodes, kTenOfAny},
                    Typed{"TooShort", "A1B2", Advice::passcodeTooShort, kTenOfAny},
                    Typed{"TooLong", "A1B2C3D4E5F6", Advice::passcodeTooLong, kTenOfAny},
                    Typed{"NoCode", "Please see the email.", Advice::noPasscode, kTenOfAny}),
    named);

TEST(AnyText, OfAnyBytesIsReadWithoutHarm) {
  for (const std::string bytes : {"\xFF\xFE", "482913\xC3",
                                  "\x80"
                                  "482913",
                                  "48\xED\xA0\x80"
                                  "2913"}) {
    const Reading reading = readCode(bytes, kAsUsual);
    if (const auto* code = std::get_if<std::string>(&reading)) EXPECT_EQ(*code, "482913");
  }
}

TEST(AnyText, OfAWholeNovelTakesNoTime) {
  std::string novel;
  for (int i = 100'000; i < 140'000; ++i) novel += std::to_string(i) + ". ";
  EXPECT_EQ(readCode(novel, kAsUsual), Reading(Advice::severalPasscodes));
}

TEST(TypedNumber, HasPlainCharacters) {
  EXPECT_EQ(readNumber("\u202A+\u0664\u0669\u00A030\u2011123456\u202C"), "+49 30-123456");
  EXPECT_EQ(readNumber(" \uFF0B\uFF14\uFF19 "), "+49");
  EXPECT_EQ(readNumber("(030) 12/34"), "(030) 12/34");
  EXPECT_EQ(readNumber(" 0171 \uFEFF"), "0171");
}

TEST(CodeShape, IsWhatTheFormSays) {
  EXPECT_FALSE(shapeOf(nullptr).hasLetters);
  idx::Field field;
  EXPECT_FALSE(shapeOf(&field).shortest);
  field.minLength = 10;
  field.maxLength = 0;
  field.format = "alphanumeric";
  EXPECT_TRUE(shapeOf(&field).hasLetters);
  EXPECT_EQ(shapeOf(&field).shortest, 10U);
  EXPECT_EQ(shapeOf(&field).longest, std::nullopt) << "no code has no characters";
}

}  // namespace
}  // namespace latchkey::signin
