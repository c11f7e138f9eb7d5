// The groups and fields that forms of several kinds have in common; for form_kinds.cc alone.
#pragma once

#include <initializer_list>
#include <string_view>
#include <vector>

#include "web/console/form_kinds.h"
#include "web/console/words.h"

namespace shixin::web::console {

// Words with what staff call them: those given, or all there are.
template <class E>
std::vector<Option> options_of(std::initializer_list<E> values) {
  std::vector<Option> out;
  for (const E value : values) out.push_back({base::word(value), label(value)});
  return out;
}

template <class E>
std::vector<Option> all_options() {
  std::vector<Option> out;
  for (const auto& [value, word] : enum_words(E{})) out.push_back({word, label(value)});
  return out;
}

std::vector<Option> restrictable();

FormGroup whom();
FormGroup case_facts();
FormGroup this_case();
FormGroup paper(std::string_view title, std::string_view rule);
FormGroup service();

std::vector<FormField> initiation(std::string_view rule);
FormField publication();
FormField evidence();
FormField handler();
FormField because(std::initializer_list<domain::Cause> causes, std::string_view rule);

}  // namespace shixin::web::console
