#include "feed/sheet.h"

#include <array>
#include <string_view>
#include <utility>

#include "base/json.h"
#include "domain/document.h"

namespace shixin::feed {
namespace {

using base::Json;

std::string_view reason_label(std::string_view reason) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kReasons{
      {{"deleted", "删除"},
       {"expired", "期限届满"},
       {"lifted", "解除"},
       {"revoked", "撤销"},
       {"merged", "并入他人"},
       {"out_of_scope", "不再属于本名单范围"}}};
  for (const auto& [word, label] : kReasons) {
    if (word == reason) return label;
  }
  return reason;
}

// The label of a word of the contract; the word itself where it is none.
template <base::WordEnum E>
std::string labelled(const Json& word) {
  if (!word.is_string()) return {};
  const auto value = base::from_word<E>(word.get_ref<const std::string&>());
  return value ? std::string(label(*value)) : word.get<std::string>();
}

std::string text(const Json& value) {
  return value.is_string() ? value.get<std::string>() : std::string{};
}

template <class Write>
std::string joined(const Json& list, std::string_view between, Write write) {
  std::string out;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (i > 0) out += between;  // also behind an empty one, so that places agree between columns
    out += write(list[i]);
  }
  return out;
}

std::string lifted(const Json& windows) {
  return joined(windows, ";", [](const Json& window) {
    return text(window.at("from")) + "至" + text(window.at("to"));
  });
}

// One member of each listing.
std::string of_listings(const Json& listings, const char* member) {
  return joined(listings, ";", [member](const Json& each) { return text(each.at(member)); });
}

void add_titles(ViewField field, Cells& out) {
  const auto add = [&](std::initializer_list<const char*> titles) {
    out.insert(out.end(), titles.begin(), titles.end());
  };
  switch (field) {
    case ViewField::kNames:
      return add({"姓名(名称)"});
    case ViewField::kFormerNames:
      return add({"曾用名"});
    case ViewField::kSex:
      return add({"性别"});
    case ViewField::kDocuments:
      return add({"证件类型", "证件号码"});
    case ViewField::kEmployer:
      return add({"工作单位"});
    case ViewField::kRoles:
      return add({"身份"});
    case ViewField::kRestrictions:
      return add({"限制起始日", "限制截止日", "暂时解除期间"});
    case ViewField::kListings:
      return add({"案号", "执行法院", "失信行为情形", "履行情况", "公布日期", "期限届满日"});
  }
}

void add_cells(ViewField field, const Json& shown, const Json& document, Cells& out) {
  const auto list = [](std::string_view between, const Json& values) {
    return joined(values, between, text);
  };
  switch (field) {
    case ViewField::kNames:
    case ViewField::kFormerNames:
      out.push_back(list("、", shown));
      return;
    case ViewField::kSex:
      out.push_back(labelled<domain::Sex>(shown));
      return;
    case ViewField::kDocuments:
      out.push_back(labelled<domain::DocumentType>(document.at("type")));
      out.push_back(text(document.at("number")));
      return;
    case ViewField::kEmployer:
      out.push_back(text(shown));
      return;
    case ViewField::kRoles:
      out.push_back(joined(shown, "、", labelled<domain::Role>));
      return;
    case ViewField::kRestrictions: {
      const Json& restriction = shown.begin().value();  // a view has one measure
      out.push_back(text(restriction.at("since")));
      out.push_back(text(restriction.at("until")));
      out.push_back(lifted(restriction.at("lifted")));
      return;
    }
    case ViewField::kListings:
      out.push_back(of_listings(shown, "case_no"));
      out.push_back(of_listings(shown, "court"));
      out.push_back(joined(shown, ";", [](const Json& each) {
        return joined(each.at("grounds"), "、", labelled<domain::Ground>);
      }));
      out.push_back(joined(shown, ";", [](const Json& each) {
        return labelled<domain::Performance>(each.at("performance"));
      }));
      out.push_back(of_listings(shown, "published_on"));
      out.push_back(of_listings(shown, "term_ends"));
      return;
  }
}

Cells removal_line(Cells begin, const Json& members, std::size_t width) {
  begin.insert(begin.end(), {"移除", std::string(reason_label(text(members.at("reason")))),
                             text(members.at("legal"))});
  begin.resize(width);
  return begin;
}

std::vector<Cells> lines_of(const ViewDefinition& view, const Cells& begin, const Json& members) {
  const std::string kind = text(members.at("kind")) == "person" ? "自然人" : "单位";
  std::vector<Cells> lines;
  for (const Json& document : members.at("documents")) {
    Cells& line = lines.emplace_back(begin);
    line.insert(line.end(), {"在册", "", "", kind});
    for (const ViewField field : view.fields) {
      add_cells(field, members.at(std::string(base::word(field))), document, line);
    }
  }
  return lines;
}

}  // namespace

Cells sheet_header(const ViewDefinition& view) {
  Cells out{"位置", "编号", "变动", "移除原因", "移除依据", "类别"};
  for (const ViewField field : view.fields) add_titles(field, out);
  return out;
}

Result<std::vector<Cells>> sheet_lines(const ViewDefinition& view, const Token& seq,
                                       const LentRow& row) {
  const Error corrupt{ErrorCode::kCorrupt, "view_rows: a row that is not what was rendered"};
  const auto members = base::parse_json(std::string("{").append(row.members).append("}"));
  if (!members) return corrupt;
  const Cells begin{seq.text(), row.id.text()};
  try {
    if (!row.deleted) return lines_of(view, begin, *members);
    return std::vector<Cells>{removal_line(begin, *members, sheet_header(view).size())};
  } catch (const Json::exception&) {  // a member that is not there, or of another type
    return corrupt;
  }
}

}  // namespace shixin::feed
