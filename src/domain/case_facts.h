// CaseFacts: one enforcement case as it stands on one subject (法释〔2017〕7号 art 6), with the
// papers by which the court speaks in it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "domain/calendar.h"
#include "domain/case_number.h"
#include "domain/words.h"

namespace shixin::domain {

using base::field;
using base::optional_field;

// 执行依据: who made the instrument under enforcement, and its number.
struct Basis {
  std::string unit;
  std::string no;

  static constexpr auto fields() {
    return std::tuple{optional_field(1, "unit", &Basis::unit), optional_field(2, "no", &Basis::no)};
  }
  friend bool operator==(const Basis&, const Basis&) = default;
};

struct CaseFacts {
  CaseNumber no;
  std::optional<Day> filed_on;  // 立案时间
  Basis basis;
  std::string duty;  // 生效法律文书确定的义务, at most 4,000 characters
  Performance performance = Performance::kUnknown;
  std::string performed;    // 已履行部分
  std::string outstanding;  // 未履行部分
  std::optional<std::int64_t> amount_fen;
  std::string court;  // 执行法院; the edge fills in this court's own name

  static constexpr auto fields() {
    return std::tuple{field(1, "no", &CaseFacts::no),
                      optional_field(2, "filed_on", &CaseFacts::filed_on),
                      optional_field(3, "basis", &CaseFacts::basis),
                      optional_field(4, "duty", &CaseFacts::duty),
                      optional_field(5, "performance", &CaseFacts::performance),
                      optional_field(6, "performed", &CaseFacts::performed),
                      optional_field(7, "outstanding", &CaseFacts::outstanding),
                      optional_field(8, "amount_fen", &CaseFacts::amount_fen),
                      optional_field(9, "court", &CaseFacts::court)};
  }
  // Texts within bounds and of printable characters, amount not negative.
  std::vector<Fault> settle();
  // The same case, of which nothing was told.
  CaseFacts untold() const;
  friend bool operator==(const CaseFacts&, const CaseFacts&) = default;
};

// What a decision tells of a case; what is left out stays as it was.
struct CaseChange {
  CaseNumber no;
  std::optional<Day> filed_on;
  std::optional<Basis> basis;
  std::optional<std::string> duty;
  std::optional<Performance> performance;
  std::optional<std::string> performed;
  std::optional<std::string> outstanding;
  std::optional<std::int64_t> amount_fen;

  static constexpr auto fields() {
    return std::tuple{field(1, "no", &CaseChange::no),
                      optional_field(2, "filed_on", &CaseChange::filed_on),
                      optional_field(3, "basis", &CaseChange::basis),
                      optional_field(4, "duty", &CaseChange::duty),
                      optional_field(5, "performance", &CaseChange::performance),
                      optional_field(6, "performed", &CaseChange::performed),
                      optional_field(7, "outstanding", &CaseChange::outstanding),
                      optional_field(8, "amount_fen", &CaseChange::amount_fen)};
  }
  // As CaseFacts.
  std::vector<Fault> settle();
  // The facts with the changes made.
  CaseFacts applied_to(CaseFacts facts) const;
  // What a listing or an order tells: in its facts an empty member is silence.
  static CaseChange told_by(const CaseFacts& facts);
  friend bool operator==(const CaseChange&, const CaseChange&) = default;
};

// A signed paper: 案号之N or the old list's own number.
struct Paper {
  std::string no;
  std::optional<Day> signed_on;

  static constexpr auto fields() {
    return std::tuple{field(1, "no", &Paper::no),
                      optional_field(2, "signed_on", &Paper::signed_on)};
  }
  std::vector<Fault> settle();
  friend bool operator==(const Paper&, const Paper&) = default;
};

// 送达: how and when a paper reached the debtor.
struct Service {
  ServiceMethod method = ServiceMethod::kDirect;
  Day on;             // of delivery; of the announcement for 公告送达
  std::string proof;  // 送达回证

  static constexpr auto fields() {
    return std::tuple{field(1, "method", &Service::method), field(2, "on", &Service::on),
                      optional_field(3, "proof", &Service::proof)};
  }
  std::vector<Fault> settle();
  friend bool operator==(const Service&, const Service&) = default;
};

// A service in the register, with the day it counts from: an announcement counts from its thirtieth
// day (law.md §10), or the first working day after where that is a holiday (民诉法 85). Settled
// when it is entered, so that a later notice of holidays changes nothing that was sent.
struct Served : Service {
  Day counts_from;
  std::optional<Day> entered_on;  // none: by the old list, which published it at the time

  static constexpr auto fields() {
    return std::tuple_cat(Service::fields(),
                          std::tuple{field(4, "counts_from", &Served::counts_from),
                                     optional_field(5, "entered_on", &Served::entered_on)});
  }
  friend bool operator==(const Served&, const Served&) = default;
};

}  // namespace shixin::domain
