// The words of the console: what staff call what the register keeps under short names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/decision.h"
#include "registry/draft.h"
#include "registry/staff.h"

namespace shixin::web::console {

using domain::label;  // beside those below

// 纳入失信名单, 限制出境, 解除限制消费 …: what a decision is called before anything else is said.
std::string title_of(const domain::Decision& decision);
// The same of a kind alone; empty for a word that names none.
std::string_view title_of_kind(std::string_view kind);
// The case a decision is about; empty for one that is about none.
std::string case_of(const domain::Decision& decision);

// Short, where a table has no room for the words of the law.
std::string_view short_label(domain::Measure measure);
std::string_view label(domain::OrderKind kind);
std::string_view label(domain::SubjectKind kind);
std::string_view label(domain::Initiator initiator);
std::string_view label(domain::ServiceMethod method);
std::string_view label(domain::Publication publication);
std::string_view label(domain::AuthorityLevel level);
std::string_view label(domain::ExemptionReason reason);
std::string_view label(registry::StaffState state);
// 起草, 提交, 批准 …: one thing done with a draft.
std::string_view label_of_event(std::string_view what);

// "法释〔2017〕7号 10.1.4" as people read it: 法释〔2017〕7号第10条第1款第4项.
std::string law_text(std::string_view legal);

std::string joined(const std::vector<std::string>& texts, std::string_view between = "、");

std::string money_text(std::int64_t fen);  // 12500.00元

// How long something waits: 今天, 3天.
std::string age_text(Day since, Day today);
// 2026-03-01 08:00.
std::string minute_text(Instant at);

}  // namespace shixin::web::console
