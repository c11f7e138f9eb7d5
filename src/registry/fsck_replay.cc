// Every decision decided again, by the pure rule alone: whether the subjects are what they make.
#include <map>

#include "domain/decide.h"
#include "registry/decision_record.h"
#include "registry/fsck_checks.h"

namespace shixin::registry {
namespace {

using domain::Subject;
using domain::SubjectId;

// What is held in memory at once, some kilobytes each. With more subjects the decisions are read
// several times, each time for another part of them.
constexpr std::uint64_t kSubjectsAtOnce = 100'000;

// Ids are random, so their first bytes share the subjects out evenly.
std::uint64_t part_of(const SubjectId& id, std::uint64_t parts) {
  std::uint64_t number = 0;
  for (const char byte : id.raw().substr(0, 4))
    number = number << 8 | static_cast<std::uint8_t>(byte);
  return number % parts;
}

class Redecided {
 public:
  Redecided(const store::Survey& survey, const domain::Calendar& calendar)
      : survey_(survey), calendar_(calendar) {}

  void decide(const DecisionRecord& record) {
    auto& before = subjects_[record.subject];
    if (before.lost) return;
    auto after = domain::decide(before.made, record.decision, base::day_of(record.at), calendar_);
    if (!after) {
      before.lost = true;
      survey_.tell("replay: seq {} is refused when it is decided again", record.seq);
      return;
    }
    if (after->id != record.subject || after->version != record.subject_version) {
      before.lost = true;
      survey_.tell("replay: seq {} does not follow from the decisions before it", record.seq);
      return;
    }
    after->last_seq = record.seq;
    before.made = *std::move(after);
  }

  void compare(const Subject& stored) const {
    const auto found = subjects_.find(stored.id);
    const bool decided = found != subjects_.end();
    if (decided && found->second.lost) return;  // told already
    if (!decided || found->second.made != stored) {
      survey_.tell("replay: subject {} is not what its decisions make of it", stored.id.text());
    }
  }

 private:
  struct Made {
    std::optional<Subject> made;
    bool lost = false;  // what its later decisions would make of it is not known
  };

  const store::Survey& survey_;
  const domain::Calendar& calendar_;
  std::map<SubjectId, Made> subjects_;
};

}  // namespace

Result<void> check_replay(const store::Survey& survey, std::uint64_t subjects,
                          const domain::Calendar& calendar) {
  const std::uint64_t parts = subjects / kSubjectsAtOnce + 1;
  for (std::uint64_t part = 0; part < parts; ++part) {
    Redecided replay(survey, calendar);
    // Damaged records were told by the checks before: here they are passed over.
    const auto each = [&]<class T>(auto visit) {
      return survey.rows(store::Stored<T>::kTable, {},
                         [&](std::string_view key, std::string_view value) -> Result<void> {
                           if (auto record = store::from_value<T>(key, value)) visit(*record);
                           return {};
                         });
    };
    auto decided = each.template operator()<DecisionRecord>([&](const DecisionRecord& record) {
      if (part_of(record.subject, parts) == part) replay.decide(record);
    });
    if (!decided) return std::move(decided).error();
    auto compared = each.template operator()<Subject>([&](const Subject& subject) {
      if (part_of(subject.id, parts) == part) replay.compare(subject);
    });
    if (!compared) return std::move(compared).error();
  }
  return {};
}

}  // namespace shixin::registry
