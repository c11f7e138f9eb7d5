#include "web/console/form_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/json.h"
#include "base/text.h"
#include "web/console/words.h"

namespace shixin::web::console {
namespace {

using base::Json;
using Pointer = Json::json_pointer;

constexpr std::int64_t kFenPerYuan = 100;

std::string trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const auto first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(kSpace) - first + 1));
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    if (auto line = trimmed(text.substr(0, end)); !line.empty()) out.push_back(std::move(line));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

// "12,500.5" is 1250050 fen.
std::optional<std::int64_t> fen_of(std::string text) {
  std::erase(text, ',');
  const auto dot = std::min(text.find('.'), text.size());
  std::string decimals = dot < text.size() ? text.substr(dot + 1) : "";
  if (decimals.size() > 2) return std::nullopt;
  decimals.resize(2, '0');
  const auto yuan = whole_number(text.substr(0, dot));
  const auto fen = whole_number(decimals);
  constexpr std::int64_t kYuanMax = INT64_MAX / kFenPerYuan - 1;
  if (!yuan || !fen || *yuan < 0 || *fen < 0 || *yuan > kYuanMax) return std::nullopt;
  return *yuan * kFenPerYuan + *fen;
}

std::string yuan_of(std::int64_t fen) {
  return fmt::format("{}.{:02}", fen / kFenPerYuan, fen % kFenPerYuan);
}

Json number_or_text(const std::optional<std::int64_t>& number, const std::string& typed) {
  return number ? Json(*number) : Json(typed);
}

std::vector<std::string> all_of(const FormValues& values, std::string_view name) {
  std::vector<std::string> out;
  const auto [first, last] = values.equal_range(name);
  for (auto at = first; at != last; ++at) out.push_back(at->second);
  return out;
}

// null: not said.
Json typed_document(const FormField& field, const FormValues& values) {
  const std::string pointer(field.pointer);
  const std::string number = trimmed(value_of(values, pointer + "/number"));
  if (number.empty()) return nullptr;
  return {{"type", value_of(values, pointer + "/type")}, {"number", number}};
}

Json typed_value(const FormField& field, const FormValues& values) {
  std::string typed = trimmed(value_of(values, field.pointer));
  std::erase(typed, '\r');  // a browser ends lines with two characters
  const auto unless_empty = [](Json list) { return list.empty() ? Json(nullptr) : list; };
  switch (field.control) {
    case Control::kLine:
    case Control::kParagraph:
    case Control::kDay:
    case Control::kChoice:
      return typed.empty() ? Json(nullptr) : Json(typed);
    case Control::kItems:
    case Control::kDays:
      return unless_empty(lines_of(typed));
    case Control::kMoney:
      return typed.empty() ? Json(nullptr) : number_or_text(fen_of(typed), typed);
    case Control::kYears:
      return typed.empty() ? Json(nullptr) : number_or_text(whole_number(typed), typed);
    case Control::kOnly:
      return typed.empty() ? Json(nullptr) : Json::array({typed});
    case Control::kChoices:
      return unless_empty(all_of(values, field.pointer));
    case Control::kFlag:
      return typed.empty() ? Json(nullptr) : Json(typed == "true");
    case Control::kDocument:
      return typed_document(field, values);
  }
  return nullptr;
}

// A list is long enough for the item that the pointer names only once it is made.
void set_at(Json& out, std::string_view pointer, Json value) {
  out[Pointer(std::string(pointer))] = std::move(value);
}

Json typed(const DecisionForm& form, const FormValues& values, Asked asked) {
  Json out = Json::object();
  for (const FormGroup& group : form.groups) {
    if (group.asked != asked) continue;
    for (const FormField& field : group.fields) {
      Json value = typed_value(field, values);
      if (!value.is_null()) set_at(out, field.pointer, std::move(value));
    }
  }
  return out;
}

// What the decision says at the field; null where it says nothing.
Json found(const FormField& field, const Json& decision) {
  const Pointer pointer{std::string(field.pointer)};
  return decision.contains(pointer) ? decision.at(pointer) : Json(nullptr);
}

std::string_view label_in(const FormField& field, const std::string& word) {
  const auto at = std::ranges::find(field.options, word, &Option::value);
  return at == field.options.end() ? std::string_view{} : at->label;
}

std::string text_of(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number_integer()) return std::to_string(value.get<std::int64_t>());
  return {};
}

std::vector<std::string> texts_of(const Json& list) {
  std::vector<std::string> out;
  for (const Json& item : list) out.push_back(text_of(item));
  return out;
}

// A program may have named several, where the form asks for one.
std::string said_documents(const FormField& field, const Json& documents) {
  std::vector<std::string> out;
  for (const Json& document : documents) {
    out.push_back(fmt::format("{} {}", label_in(field, text_of(document["type"])),
                              text_of(document["number"])));
  }
  return joined(out, "\n");
}

void add_values(const FormField& field, const Json& value, FormValues& out) {
  const std::string name(field.pointer);
  switch (field.control) {
    case Control::kItems:
    case Control::kDays:
      out.emplace(name, joined(texts_of(value), "\n"));
      return;
    case Control::kMoney:
      out.emplace(name, yuan_of(value.get<std::int64_t>()));
      return;
    case Control::kOnly:
      if (!value.empty()) out.emplace(name, text_of(value.front()));
      return;
    case Control::kChoices:
      for (const auto& word : texts_of(value)) out.emplace(name, word);
      return;
    case Control::kFlag:
      if (value.get<bool>()) out.emplace(name, "true");
      return;
    case Control::kDocument:
      out.emplace(name + "/type", text_of(value["type"]));
      out.emplace(name + "/number", text_of(value["number"]));
      return;
    case Control::kLine:
    case Control::kParagraph:
    case Control::kDay:
    case Control::kYears:
    case Control::kChoice:
      out.emplace(name, text_of(value));
      return;
  }
}

}  // namespace

std::string value_of(const FormValues& values, std::string_view name) {
  const auto at = values.find(name);
  return at == values.end() ? std::string{} : at->second;
}

FormValues preset_values(const DecisionForm& form) {
  FormValues out;
  for (const FormGroup& group : form.groups) {
    for (const FormField& field : group.fields) {
      if (field.preset.empty()) continue;
      const bool document = field.control == Control::kDocument;
      out.emplace(std::string(field.pointer) + (document ? "/type" : ""), field.preset);
    }
  }
  return out;
}

Json typed_act(const DecisionForm& form, const FormValues& values) {
  return typed(form, values, Asked::kAlways);
}

Json typed_subject(const DecisionForm& form, const FormValues& values) {
  Json out = typed(form, values, Asked::kOfNewcomers);
  return out.contains("subject") ? out["subject"] : Json::object();
}

FormValues values_of(const DecisionForm& form, const Json& decision) {
  FormValues out;
  for (const FormGroup& group : form.groups) {
    for (const FormField& field : group.fields) {
      const Json value = found(field, decision);
      if (!value.is_null()) add_values(field, value, out);
    }
  }
  return out;
}

std::string said(const FormField& field, const Json& decision) {
  const Json value = found(field, decision);
  if (value.is_null()) return {};
  switch (field.control) {
    case Control::kLine:
    case Control::kParagraph:
    case Control::kDay:
      return text_of(value);
    case Control::kItems:
      return joined(texts_of(value), "\n");
    case Control::kDays:
      return joined(texts_of(value));
    case Control::kMoney:
      return yuan_of(value.get<std::int64_t>());
    case Control::kYears:
    case Control::kChoice:
      return std::string(label_in(field, text_of(value)));
    case Control::kOnly:
    case Control::kChoices: {
      std::vector<std::string> labels;
      for (const auto& word : texts_of(value)) {
        if (const auto label = label_in(field, word); !label.empty()) labels.emplace_back(label);
      }
      return joined(labels, "\n");
    }
    case Control::kFlag:
      return value.get<bool>() ? "是" : "";
    case Control::kDocument:
      return said_documents(field,
                            decision.at(Pointer(std::string(field.pointer)).parent_pointer()));
  }
  return {};
}

std::string fault_text(std::string_view detail) {
  if (detail == "缺少此项") return std::string(kToFillIn);
  if (detail == "应为整数") return "应为数字，如12500.00";
  if (detail.starts_with("应为下列之一")) return "请选择";
  return std::string(detail);
}

}  // namespace shixin::web::console
