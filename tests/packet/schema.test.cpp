#include "kiosk/packet/schema.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/places.hpp"

using namespace kiosk;
using namespace kiosk::packet;

namespace {

std::string against(std::string_view schema, std::string_view json) {
    const auto parsed = Schema::parse(schema);
    if (!parsed) return "no schema: " + places(parsed.error());
    return places(parsed->check(json));
}

}  // namespace

TEST_CASE("each keyword is checked, and the finding stands at its place") {
    CHECK(against(R"({"type":"string"})", R"("x")").empty());
    CHECK(against(R"({"type":"string"})", "7") == "$ ");
    CHECK(against(R"({"type":["string","null"]})", "null").empty());
    CHECK(against(R"({"type":"number"})", "7").empty());
    CHECK(against(R"({"type":"integer"})", "7.5") == "$ ");
    CHECK(against(R"({"enum":["1","2",null]})", R"("3")") == "$ ");
    CHECK(against(R"({"enum":["1","2",null]})", "null").empty());
    CHECK(against(R"({"const":"a"})", R"("b")") == "$ ");
    CHECK(against(R"({"minLength":1})", R"("")") == "$ ");
    CHECK(against(R"({"maxLength":3})", R"("Đẹp😀")") == "$ ");
    CHECK(against(R"({"maxLength":4})", R"("Đẹp😀")").empty());
    CHECK(against(R"({"minimum":0})", "-1") == "$ ");
    CHECK(against(R"({"pattern":"^\\d{2}$"})", R"("12")").empty());
    CHECK(against(R"({"pattern":"^\\d{2}$"})", R"("12\n")") == "$ ");
    CHECK(against(R"({"properties":{"a":{"type":"string"}},"required":["a","b"]})", R"({"a":1})") == "$.b $.a ");
    CHECK(against(R"({"properties":{"a":{}},"additionalProperties":false})", R"({"a":1,"c":2})") == "$.c ");
    CHECK(against(R"({"items":{"type":"string"},"minItems":1})", R"(["a",1,"b",2])") == "$[1] $[3] ");
    CHECK(against(R"({"items":{"type":"string"},"minItems":1})", "[]") == "$ ");
    CHECK(against(R"({"allOf":[{"minLength":2},{"pattern":"^a+$"}]})", R"("b")") == "$ $ ");
    CHECK(against(R"({"properties":{"x":false}})", R"({"x":1})") == "$.x ");
    CHECK(against(R"({"format":"packet-time"})", R"("20260230000000")") == "$ ");
    const auto choice = R"({"if":{"properties":{"s":{"const":"A"}}},"then":{"required":["a"]},"else":{"required":["b"]}})";
    CHECK(against(choice, R"({"s":"A"})") == "$.a ");
    CHECK(against(choice, R"({"s":"B"})") == "$.b ");
    const auto tree =
        R"({"$ref":"#/$defs/node","$defs":{"node":{"properties":{"next":{"$ref":"#/$defs/node"}},"required":["v"]}}})";
    CHECK(against(tree, R"({"v":1,"next":{"v":1,"next":{}}})") == "$.next.next.v ");
}

TEST_CASE("a schema that says what is not checked here is refused") {
    CHECK(against(R"({"oneOf":[]})", "1") == "no schema: $.oneOf ");
    CHECK(against(R"({"properties":{"a":{"exclusiveMinimum":1}}})", "1") == "no schema: $.properties.a.exclusiveMinimum ");
    CHECK(against(R"({"pattern":"\\d"})", "1") == "no schema: $.pattern ");
    CHECK(against(R"({"pattern":"^(\\d$"})", "1") == "no schema: $.pattern ");
    CHECK(against(R"({"$ref":"other.json"})", "1") == "no schema: $.$ref ");
    CHECK(against(R"({"$ref":"#/$defs/none"})", "1") == "no schema: $.$ref ");
    CHECK(against(R"({"type":"text"})", "1") == "no schema: $.type ");
    CHECK(against(R"({"format":"date"})", "1") == "no schema: $.format ");
    CHECK(against(R"({"required":"a"})", "1") == "no schema: $.required ");
    CHECK(against(R"({"$ref":"#/$defs/a","$defs":{"a":{"allOf":[{"$ref":"#/$defs/a"}]}}})", "1") == "no schema: $ ");
    CHECK(against("[]", "1") == "no schema: $ ");
    CHECK(against("{", "1") == "no schema:  ");
}

TEST_CASE("times of packets are moments that exist") {
    for (const auto* time : {"20210917083000", "20240229235959"}) CHECK(is_packet_time(time));
    for (const auto* time : {"", "20210229000000", "20211301000000", "20210917240000", "20210917086000", "2021091708300",
                             "2021-09-17T083", "00000101000000", "２0210917083000"})
        CHECK_FALSE(is_packet_time(time));
}
