// The pages the public reads: values in, HTML out. Every value is escaped by the templates; a page
// works without JavaScript and never holds the number that was asked for.
#pragma once

#include <string>
#include <vector>

#include "lookup/answer.h"
#include "lookup/statistics.h"
#include "web/public/context.h"

namespace shixin::web {

// What every page says.
struct PageFrame {
  const CourtInfo& court;
  Instant as_of;
  bool rehearsal = false;
};

// What stands in the form again after an answer: all but the number.
struct FormShown {
  std::string name = {};
  std::string region = {};
  std::string court = {};
};

std::string form_page(const PageFrame& frame, const FormShown& form,
                      const std::vector<Fault>& faults);
std::string answer_page(const PageFrame& frame, const FormShown& form,
                        const lookup::PublicAnswer& answer);
std::string entry_page(const PageFrame& frame, const lookup::Found& found);
std::string statistics_page(const PageFrame& frame, const lookup::Statistics& statistics);
std::string message_page(const PageFrame& frame, std::string_view title, std::string_view text);

// The name of the court that runs a case; its code where it is not ours, "" where nothing tells.
std::string court_of(const domain::CaseNumber& no, const CourtInfo& ours);

}  // namespace shixin::web
