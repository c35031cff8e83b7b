#include "kiosk/catalogue/difference.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "kiosk/catalogue/facts.hpp"

namespace kiosk::catalogue {
namespace {

using Kind = Difference::Kind;

/// Something that may be there before and after: its name for people, and its facts.
struct Subject {
    std::string name;
    std::vector<Fact> facts;
};
using Subjects = std::map<std::string, Subject>;

const std::string* value_of(const std::vector<Fact>& facts, const std::string& key) {
    const auto found = std::find_if(facts.begin(), facts.end(), [&](const auto& fact) { return fact.key == key; });
    return found == facts.end() ? nullptr : &found->value;
}

void compare_facts(const Subject& before, const Subject& after, std::vector<Difference>& out) {
    for (const auto& fact : before.facts) {
        const auto* now = value_of(after.facts, fact.key);
        if (now == nullptr) out.push_back({Kind::changed, after.name, fact.key, fact.value, {}});
        else if (*now != fact.value) out.push_back({Kind::changed, after.name, fact.key, fact.value, *now});
    }
    for (const auto& fact : after.facts)
        if (value_of(before.facts, fact.key) == nullptr)
            out.push_back({Kind::changed, after.name, fact.key, {}, fact.value});
}

void compare(const Subjects& before, const Subjects& after, std::vector<Difference>& out) {
    for (const auto& [id, subject] : before) {
        const auto now = after.find(id);
        if (now == after.end()) out.push_back({Kind::removed, subject.name, {}, {}, {}});
        else compare_facts(subject, now->second, out);
    }
    for (const auto& [id, subject] : after)
        if (!before.contains(id)) out.push_back({Kind::added, subject.name, {}, {}, {}});
}

bool filed_online(const Procedure* procedure) { return procedure != nullptr && procedure->offered() != Offer::in_person; }

Subjects procedures_of(const Catalogue& data) {
    Subjects out;
    for (const auto& p : data.procedures()) {
        auto facts = facts_of(p);
        facts.push_back({"filed_online", filed_online(&p) ? "yes" : p.untested ? "no, not until it is tested again" : "no"});
        out.emplace(p.code, Subject{fmt::format("procedure {} {}", p.code, p.short_name.vi), std::move(facts)});
    }
    return out;
}

std::string codes_of(const std::vector<const Procedure*>& procedures) {
    std::vector<std::string_view> out;
    out.reserve(procedures.size());
    for (const auto* procedure : procedures) out.emplace_back(procedure->code);
    return fmt::format("{} {}: {}", out.size(), out.size() == 1 ? "procedure" : "procedures", fmt::join(out, ", "));
}

Subjects units_of(const Catalogue& data) {
    Subjects out;
    for (const auto& u : data.units()) out.emplace(u.id, Subject{fmt::format("unit {} {}", u.id, u.name.vi), facts_of(u)});
    return out;
}

std::vector<Fact> tile_facts(const LocalText& name, const std::string& icon, int order) {
    return {{"name", name.vi + " / " + name.en}, {"icon", icon}, {"order", std::to_string(order)}};
}

void add_words(std::vector<Fact>& facts, std::string key, const std::vector<std::string>& words) {
    if (!words.empty()) facts.push_back({std::move(key), fmt::format("{}", fmt::join(words, ", "))});
}

Subjects shared_of(const Catalogue& data) {
    Subjects out;
    for (const auto& f : data.fields()) {
        auto facts = tile_facts(f.name, f.icon, f.order);
        facts.push_back({"code", f.code});
        out.emplace("field " + f.id, Subject{"field " + f.id, std::move(facts)});
    }
    for (const auto& e : data.life_events()) {
        auto facts = tile_facts(e.name, e.icon, e.order);
        add_words(facts, "synonyms", e.synonyms);
        out.emplace("life event " + e.id, Subject{"life event " + e.id, std::move(facts)});
    }
    for (const auto& level : data.levels()) {
        std::vector<Fact> facts{{"number", level.number}};
        for (const auto& label : level.labels) facts.push_back({"label from " + label.valid.from.iso(), label.name.vi});
        out.emplace("level " + level.id, Subject{"level " + level.id, std::move(facts)});
    }
    for (const auto& r : data.authorisation_rules())
        out.emplace("rule " + r.id, Subject{"rule of authorisation " + r.id,
                                            {{"paper", r.paper.vi},
                                             {"note", r.note.vi},
                                             {"copies", fmt::format("{}/{}/{}", r.originals, r.certified, r.copies)}}});
    for (const auto& s : data.synonyms())
        out.emplace("synonym " + s.said, Subject{"synonym “" + s.said + "”", {{"meant", s.meant}}});
    std::vector<Fact> hints;
    add_words(hints, "silent", data.search_hints().silent);
    add_words(hints, "special", data.search_hints().special);
    out.emplace("search", Subject{"search", std::move(hints)});
    return out;
}

}  // namespace

std::string_view name(Kind kind) {
    switch (kind) {
        case Kind::added: return "added";
        case Kind::removed: return "removed";
        case Kind::changed: return "changed";
    }
    return {};
}

std::string Difference::text() const {
    if (kind != Kind::changed) return fmt::format("{}: {}", subject, name(kind));
    if (before.empty()) return fmt::format("{}: {}: now “{}”, was not known", subject, key, after);
    if (after.empty()) return fmt::format("{}: {}: not known any more, was “{}”", subject, key, before);
    return fmt::format("{}: {}: “{}” becomes “{}”", subject, key, before, after);
}

std::string OnlineFiling::text() const {
    std::string out;
    if (!lost.empty()) out = fmt::format("No longer filed online, but at the counter: {}.\n", codes_of(lost));
    if (until_tested > 0)
        out += fmt::format("{} of them only until they have passed `kiosk catalogue test --all --record`.\n", until_tested);
    if (!gained.empty()) out += fmt::format("Filed online from now on: {}.\n", codes_of(gained));
    return out;
}

OnlineFiling online_filing(const Catalogue& before, const Catalogue& after) {
    OnlineFiling out;
    for (const auto& procedure : before.procedures()) {
        const auto* now = after.procedure(procedure.code);
        if (!filed_online(&procedure) || filed_online(now)) continue;
        out.lost.push_back(&procedure);
        if (now != nullptr && now->untested) ++out.until_tested;
    }
    for (const auto& procedure : after.procedures())
        if (filed_online(&procedure) && !filed_online(before.procedure(procedure.code))) out.gained.push_back(&procedure);
    return out;
}

std::vector<Difference> differences(const Catalogue& before, const Catalogue& after) {
    std::vector<Difference> out;
    compare(procedures_of(before), procedures_of(after), out);
    compare(units_of(before), units_of(after), out);
    compare(shared_of(before), shared_of(after), out);
    return out;
}

}  // namespace kiosk::catalogue
