#include "simulator/mail_template.h"

#include <gtest/gtest.h>

namespace latchkey::simulator {
namespace {

MailValues values() {
  MailValues made;
  at(made, MailVariable::login) = "ada@example.com";
  at(made, MailVariable::firstName) = "Ada <3 & \"co\"";
  at(made, MailVariable::appLabel) = "Tea & Tide";
  at(made, MailVariable::code) = "123456";
  at(made, MailVariable::link) = "https://org.example/email/verify/0oa1?token=ft1&a=b";
  at(made, MailVariable::state) = "the%20state";
  at(made, MailVariable::lifetime) = "5 minutes";
  return made;
}

struct Row {
  std::string name;
  std::string_view source;
  std::string_view made;
};

class Template : public testing::TestWithParam<Row> {};

TEST_P(Template, Becomes) {
  const auto parsed = MailTemplate::parse(GetParam().source);
  ASSERT_TRUE(parsed) << parsed.error().detail;
  EXPECT_EQ(parsed->render(values(), MailTemplate::Into::html), GetParam().made);
}

INSTANTIATE_TEST_SUITE_P(
    Text, Template,
    testing::Values(
        Row{"Empty", "", ""}, Row{"Plain", "<p>Hi</p>", "<p>Hi</p>"},
        Row{"Braces", "code ${verificationToken}!", "code 123456!"},
        Row{"OtherNameOfTheCode", "${oneTimePassword}", "123456"},
        Row{"NoBraces", "code $verificationToken, login $user.profile.login.",
            "code 123456, login ada@example.com."},
        Row{"Quiet", "$!{verificationToken} $!verificationToken", "123456 123456"},
        Row{"OwnLink", "https://app.example/?otp=${oneTimePassword}&state=${request.relayState}",
            "https://app.example/?otp=123456&state=the%20state"},
        Row{"ValuesAreEscaped", "Hi ${user.profile.firstName}",
            "Hi Ada &lt;3 &amp; &quot;co&quot;"},
        Row{"FunctionsOfOkta",
            "$!{StringTool.escapeHtml($!{app.name})} "
            "${f.formatTimeDiffDateNowInUserLocale(${tokenExpirationDate})}",
            "Tea &amp; Tide 5 minutes"},
        Row{"Money", "$5 or 5$ or $ or $$", "$5 or 5$ or $ or $$"},
        Row{"ColoursAndFragments", "#fff #ended #1 # &#39;", "#fff #ended #1 # &#39;"},
        Row{"Condition", "a#if(${verificationToken})b#end c", "ab c"},
        Row{"ConditionWithoutBraces", "#if ($verificationToken)b#{else}c#{end}d", "bd"},
        Row{"EmptyIsFalse", "a#if(${org.name})b#else-#end c", "a- c"},
        Row{"Negated", "#if(!${org.name})b#end", "b"},
        Row{"Nested",
            "#if(${email})1#if(${app.name})2#else 3#end#else 4#if(${app.name})5#else 6#end#end",
            " 45"}),
    [](const auto& row) { return row.param.name; });

class BadTemplate : public testing::TestWithParam<Row> {};

TEST_P(BadTemplate, IsRefusedWithTheLineAndTheReason) {
  const auto parsed = MailTemplate::parse(GetParam().source);
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.error().code, ErrorCode::malformedInput);
  EXPECT_EQ(parsed.error().detail, GetParam().made);
}

INSTANTIATE_TEST_SUITE_P(
    Text, BadTemplate,
    testing::Values(
        Row{"UnknownVariable", "one\ntwo ${user.profile.shoeSize}",
            "line 2: there is no variable ${user.profile.shoeSize}"},
        Row{"UnknownShortVariable", "$otp", "line 1: there is no variable ${otp}"},
        Row{"NoName", "${}", "line 1: there is no variable ${}"},
        Row{"NotClosed", "\n\n${email", "line 3: a } is missing after ${email"},
        Row{"OddName", "${email-}", "line 1: a } is missing after ${email"},
        Row{"UnknownFunction", "${f.shout(${email})}", "line 1: there is no function f.shout"},
        Row{"FunctionOfText", "${f.escapeHtml(\"x\")}", "line 1: f.escapeHtml takes one variable"},
        Row{"FunctionNotClosed", "${f.escapeHtml(${email}}",
            "line 1: f.escapeHtml takes one variable"},
        Row{"FunctionWithoutItsBrace", "${f.escapeHtml(${email})",
            "line 1: a } is missing after f.escapeHtml(...)"},
        Row{"UnknownInAFunction", "${f.escapeHtml(${x})}", "line 1: there is no variable ${x}"},
        Row{"Comparison", "#if(${app.name} == \"x\")y#end", "line 1: #if takes one variable"},
        Row{"ConditionOnText", "#if(true)y#end", "line 1: #if takes one variable"},
        Row{"NoCondition", "#if y #end", "line 1: #if takes one variable"},
        Row{"UnknownInACondition", "#if(${x})y#end", "line 1: there is no variable ${x}"},
        Row{"NotEnded", "#if(${email})\ny", "line 2: an #if without its #end"},
        Row{"EndAlone", "y#end", "line 1: an #end without its #if"},
        Row{"ElseAlone", "#else", "line 1: an #else without its #if"},
        Row{"TwoElse", "#if($email)#else#else#end", "line 1: an #else without its #if"},
        Row{"Loop", "#foreach($x in $y)#end", "line 1: #foreach is not understood here"},
        Row{"ElseIf", "#if($email)#elseif($email)#end", "line 1: #elseif is not understood here"},
        Row{"NotUtf8", "\xFF", "it is not UTF-8"}),
    [](const auto& row) { return row.param.name; });

TEST(TemplateOfABody, MustLetThePersonIn) {
  EXPECT_TRUE(MailTemplate::parseBody("${verificationToken}"));
  EXPECT_TRUE(MailTemplate::parseBody("${oneTimePassword}"));
  EXPECT_TRUE(MailTemplate::parseBody("${emailAuthenticationLink}"));
  const auto parsed = MailTemplate::parseBody("<p>Hi ${user.profile.firstName}</p>");
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.error().detail,
            "it has neither ${verificationToken} nor ${emailAuthenticationLink}");
}

TEST(TemplateOfABody, IsReadFromAFile) {
  EXPECT_EQ(MailTemplate::readBody("/nowhere/at/all.html").error().detail, "it cannot be read");
}

TEST(TemplateOfASubject, IsNotEscaped) {
  const auto parsed = MailTemplate::parse("Sign in to ${app.name}");
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->render(values(), MailTemplate::Into::text), "Sign in to Tea & Tide");
}

}  // namespace
}  // namespace latchkey::simulator
