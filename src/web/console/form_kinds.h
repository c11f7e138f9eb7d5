// What a form asks for each kind of decision, as data: from it follow the form that is shown, how
// what was typed is read, and how a decision that was made reads to staff.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace shixin::web::console {

enum class Control {
  kLine,       // a text
  kParagraph,  // one of several lines
  kItems,      // a list of texts, one a line
  kDay,
  kDays,      // a list of days, one a line
  kMoney,     // 元 as typed, fen in the decision
  kYears,     // an integer, chosen
  kChoice,    // one word of several
  kOnly,      // the same, in a decision that takes a list and is given one
  kChoices,   // several words
  kFlag,      // yes or not said
  kDocument,  // a type and a number, standing in a list
};

struct Option {
  std::string_view value;
  std::string_view label;
};

struct FormField {
  std::string_view pointer;  // where its value stands in the decision, and the faults about it
  std::string_view label;
  Control control = Control::kLine;
  std::string_view hint = {};   // the rule, beside the field
  std::string_view legal = {};  // what it rests on
  std::vector<Option> options = {};
  std::string_view preset = {};  // what is chosen in a fresh form
  bool must = false;             // nothing can be drafted without it
  bool wide = false;             // takes the whole row
};

// Where a group is shown: everywhere, or only where somebody is named whom the register may not
// know.
enum class Asked { kAlways, kOfNewcomers };

struct FormGroup {
  std::string_view title;
  std::vector<FormField> fields;
  Asked asked = Asked::kAlways;
};

struct DecisionForm {
  std::string_view kind;   // the contract's word
  std::string_view title;  // staff's words
  std::string_view rule;   // what the law says of it in a sentence
  std::vector<FormGroup> groups;
  bool of_anybody = false;  // may name somebody new; the others begin at a subject's page
};

// nullptr: nothing of this kind is drafted by a form.
const DecisionForm* form_of(std::string_view kind);
std::span<const DecisionForm> all_forms();

}  // namespace shixin::web::console
