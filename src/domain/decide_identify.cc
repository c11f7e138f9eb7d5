// Documents and names added, changed, retired, each from a named source. A retired name becomes a
// former one; a subject always keeps one of each.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "domain/decide_parts.h"
#include "domain/legal.h"

namespace shixin::domain {
namespace {

bool same(const std::string& a, const std::string& b) {
  return base::fold_name(a) == base::fold_name(b);
}
bool same(const Document& a, const Document& b) { return a == b; }

const std::string& value_of(const KnownName& known) { return known.name; }
const Document& value_of(const KnownDocument& known) { return known.document; }

// What a name and a document are called in the refusals, and where their lists stand.
struct Words {
  const char* noun;
  const char* add;
  const char* retire;
};
constexpr Words kNameWords{"姓名或者名称", "/add_names", "/retire_names"};
constexpr Words kDocumentWords{"证件", "/add_documents", "/retire_documents"};

template <class Known, class Value>
Known* live_one(std::vector<Known>& all, const Value& value) {
  const auto at = std::ranges::find_if(all, [&](const Known& known) {
    return known.standing.live() && same(value_of(known), value);
  });
  return at == all.end() ? nullptr : &*at;
}

template <class Value>
bool contains(const std::vector<Value>& values, std::size_t count, const Value& value) {
  return std::any_of(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(count),
                     [&](const Value& other) { return same(other, value); });
}

template <class Known, class Value>
void check(std::vector<Known>& all, const std::vector<Value>& add, const std::vector<Value>& retire,
           const Words& words, Hearing& hearing) {
  for (std::size_t i = 0; i < add.size(); ++i) {
    auto pointer = fmt::format("{}/{}", words.add, i);
    if (contains(add, i, add[i]) || contains(retire, retire.size(), add[i])) {
      hearing.refuse(std::move(pointer), fmt::format("同一{}在本决定中出现两次", words.noun));
    } else if (live_one(all, add[i])) {
      hearing.conflict(std::move(pointer), fmt::format("此人已登记这一{}", words.noun));
    }
  }
  std::size_t retired = 0;
  for (std::size_t i = 0; i < retire.size(); ++i) {
    auto pointer = fmt::format("{}/{}", words.retire, i);
    if (contains(retire, i, retire[i])) {
      hearing.refuse(std::move(pointer), fmt::format("同一{}在本决定中出现两次", words.noun));
    } else if (!live_one(all, retire[i])) {
      hearing.conflict(std::move(pointer), fmt::format("此人没有可停用的这一{}", words.noun));
    } else {
      ++retired;
    }
  }
  const auto live = std::ranges::count_if(all, [](const Known& k) { return k.standing.live(); });
  if (retired > 0 && add.empty() && retired >= static_cast<std::size_t>(live)) {
    hearing.refuse(words.retire, fmt::format("不能停用最后一个{}", words.noun));
  }
}

template <class Known, class Value>
void change(std::vector<Known>& all, const std::vector<Value>& add,
            const std::vector<Value>& retire, Day made_on, const Hearing& hearing) {
  for (const Value& value : retire) {
    live_one(all, value)->standing.ended = hearing.ended_on(made_on, Cause::kInaccurate, {});
  }
  for (const Value& value : add) all.push_back({value, hearing.made_on(made_on)});
}

// Who turns out to have been a minor should not have been listed: that is taken back first.
void check_minors(const IdentifyAct& act, Hearing& hearing) {
  for (std::size_t i = 0; i < act.add_documents.size(); ++i) {
    const bool listed_a_minor =
        std::ranges::any_of(hearing.subject.listings, [&](const Listing& listing) {
          return listing.standing.live() &&
                 shows_minor(act.add_documents[i], listing.standing.made_on);
        });
    if (!listed_a_minor) continue;
    hearing.refuse(fmt::format("/add_documents/{}", i),
                   "证件显示纳入失信名单时系未成年人,请先撤销纳入决定", legal::kMinorListed);
  }
}

}  // namespace

void hear(const IdentifyAct& act, Hearing& hearing) {
  Subject& subject = hearing.subject;
  if (act.add_documents.empty() && act.retire_documents.empty() && act.add_names.empty() &&
      act.retire_names.empty()) {
    hearing.refuse("", "应至少增加或者停用一个姓名、名称或者证件");
  }
  if (is_blank(act.source)) hearing.refuse("/source", "应写明来源");
  if (act.paper) check_paper(hearing, act.paper, {});
  for (std::size_t i = 0; i < act.add_documents.size(); ++i) {
    if (may_hold(subject.kind, act.add_documents[i].type)) continue;
    hearing.refuse(fmt::format("/add_documents/{}/type", i), "证件种类与主体类型不符");
  }
  check_minors(act, hearing);
  for (std::size_t i = 0; i < act.add_names.size(); ++i) {
    auto pointer = fmt::format("/add_names/{}", i);
    if (base::fold_name(act.add_names[i]).empty()) {
      hearing.refuse(std::move(pointer), "姓名或者名称不能为空");
    } else {
      check_name(hearing, act.add_names[i], std::move(pointer));
    }
  }
  // A number that was wrong goes in the decision that brings the right one.
  auto staying = subject.current_documents();
  for (const Document& retired : act.retire_documents) std::erase(staying, retired);
  check_born(hearing, act.add_documents, "/add_documents");
  check_one_person(hearing, staying, act.add_documents, "/add_documents");
  check(subject.names, act.add_names, act.retire_names, kNameWords, hearing);
  check(subject.documents, act.add_documents, act.retire_documents, kDocumentWords, hearing);
  if (!hearing.free()) return;

  const Day made_on = day_of_paper(act.paper, hearing.today);
  change(subject.names, act.add_names, act.retire_names, made_on, hearing);
  change(subject.documents, act.add_documents, act.retire_documents, made_on, hearing);
}

}  // namespace shixin::domain
