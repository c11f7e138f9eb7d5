#include "intake/reconcile.h"

#include <algorithm>

#include "base/json.h"
#include "base/text.h"
#include "domain/restrictions.h"
#include "intake/outcome.h"
#include "intake/repetition.h"
#include "intake/zxgk.h"
#include "store/subject_record.h"

namespace shixin::intake {
namespace {

using domain::Listing;
using domain::Subject;

// His entry in the case that everybody may see; nullptr when there is none.
const Listing* public_listing(const Subject& subject, const domain::CaseNumber& no) {
  for (const Listing* listing : domain::public_listings(subject, subject.time_passed)) {
    if (listing->case_no == no) return listing;
  }
  return nullptr;
}

// Where the export was cut, as far as it goes.
bool same_text(std::string_view theirs, std::string_view ours) {
  if (theirs == ours) return true;
  const std::string_view whole = before_cut(theirs);
  const std::string mine = base::as_read(ours);
  return whole.size() == theirs.size() ? mine == base::as_read(theirs)
                                       : mine.starts_with(base::as_read(whole));
}

// A court's name with or without its province before it.
bool same_court(std::string_view theirs, std::string_view ours) {
  const std::string a = base::as_read(theirs), b = base::as_read(ours);
  return a.empty() || b.empty() || a.ends_with(b) || b.ends_with(a);
}

// Each run of * stands for any characters.
bool fits(std::string_view mask, std::string_view number) {
  const auto first = mask.find('*');
  if (first == std::string_view::npos) return mask == number;
  if (!number.starts_with(mask.substr(0, first))) return false;
  mask.remove_prefix(first);
  number.remove_prefix(first);
  const std::string_view last = mask.substr(mask.rfind('*') + 1);
  if (!number.ends_with(last)) return false;
  number.remove_suffix(last.size());
  mask.remove_suffix(last.size());
  for (std::size_t at = 0; at < mask.size();) {
    const auto begin = mask.find_first_not_of('*', at);
    if (begin == std::string_view::npos) return true;
    const auto end = mask.find('*', begin);
    const std::string_view piece = mask.substr(begin, end - begin);
    const auto found = number.find(piece);
    if (found == std::string_view::npos) return false;
    number.remove_prefix(found + piece.size());
    at = end;
  }
  return true;
}

bool number_agrees(const Subject& subject, const PublishedRecord& record) {
  if (!record.listing.subject.documents.empty()) {
    return subject.holds(record.listing.subject.documents.front()) == domain::Holds::kNow;
  }
  if (record.shown.empty()) return true;
  return std::ranges::any_of(subject.current_documents(), [&](const domain::Document& document) {
    return fits(record.shown, document.number.reveal());
  });
}

// In the order of the export's own keys.
std::vector<std::string> differing(const Subject& subject, const Listing& listing,
                                   const PublishedRecord& record) {
  const domain::SubjectRef& whom = record.listing.subject;
  const auto& act = std::get<domain::ListAct>(record.listing.act);
  const domain::CaseFacts* known = subject.case_of(listing.case_no);
  const domain::CaseFacts ours = known ? *known : domain::CaseFacts{};
  const domain::CaseFacts& theirs = act.facts;
  const std::string name = base::fold_name(whom.name);
  const auto names = subject.current_names();
  std::vector<std::string> fields;
  const auto note = [&](const char* key, bool same) {
    if (!same) fields.emplace_back(key);
  };
  note("iname",
       std::ranges::any_of(names, [&](const auto& each) { return base::fold_name(each) == name; }));
  note("sexy", !whom.sex || !subject.sex || whom.sex == subject.sex);
  note("cardNum", number_agrees(subject, record));
  note("partyTypeName", whom.kind == subject.kind);
  note("courtName", same_court(theirs.court, ours.court));
  note("gistId", same_text(theirs.basis.no, ours.basis.no));
  note("gistUnit", same_text(theirs.basis.unit, ours.basis.unit));
  note("regDate", theirs.filed_on == ours.filed_on);
  note("duty", same_text(theirs.duty, ours.duty));
  note("performance", theirs.performance == domain::Performance::kUnknown ||
                          theirs.performance == ours.performance);
  note("performedPart", same_text(theirs.performed, ours.performed));
  note("unperformPart", same_text(theirs.outstanding, ours.outstanding));
  note("disruptTypeName", same_grounds(act.grounds, listing.grounds));
  return fields;
}

// Of somebody without a public entry in the case.
Here what_is_here(const Subject& subject, const domain::CaseNumber& no) {
  Here here = Here::kNothing;
  for (const Listing& listing : subject.listings) {
    if (listing.case_no != no) continue;
    if (listing.standing.live()) return Here::kNotPublic;
    here = Here::kEnded;
  }
  return here;
}

EntryShown shown_of(const Subject& subject, const domain::CaseNumber& no) {
  EntryShown shown{no.text(), {}};
  const auto names = subject.current_names();
  const auto documents = subject.current_documents();
  if (!names.empty()) shown.name = names.front();
  if (!documents.empty()) shown.number = documents.front().masked();
  return shown;
}

// Whom a record can mean among those of its case.
std::vector<const Subject*> meant(const std::vector<Subject>& of_case,
                                  const domain::SubjectRef& whom) {
  std::vector<const Subject*> out;
  for (const Subject& subject : of_case) {
    const bool is_he = whom.documents.empty()
                           ? subject.bears(whom.name)
                           : subject.holds(whom.documents.front()) != domain::Holds::kNever;
    if (is_he) out.push_back(&subject);
  }
  return out;
}

// The strongest of what there is: who was let go comes first, for that is what must be mended.
Here here_of(const std::vector<const Subject*>& found, const std::vector<Subject>& of_case,
             const domain::SubjectRef& whom, const domain::CaseNumber& no) {
  Here here = Here::kNothing;
  for (const Subject* subject : found) {
    const Here each = what_is_here(*subject, no);
    if (each == Here::kEnded || here == Here::kNothing) here = each;
  }
  const bool namesake = found.empty() && std::ranges::any_of(of_case, [&](const Subject& subject) {
                          return subject.bears(whom.name) && public_listing(subject, no) != nullptr;
                        });
  return namesake ? Here::kOtherNumber : here;
}

Comparison compare(const PublishedRecord& record, const std::vector<Subject>& of_case) {
  const domain::SubjectRef& whom = record.listing.subject;
  const domain::CaseNumber& no = std::get<domain::ListAct>(record.listing.act).facts.no;
  Comparison out;
  out.by = whom.documents.empty() ? MatchedBy::kCaseAndName : MatchedBy::kNumber;
  out.shown = {no.text(), whom.name};
  if (!whom.documents.empty()) out.shown.number = whom.documents.front().masked();

  const auto found = meant(of_case, whom);
  const Subject* one = nullptr;
  for (const Subject* subject : found) {
    if (public_listing(*subject, no) == nullptr) continue;
    if (one != nullptr) {
      out.agreement = Agreement::kUnclear;
      return out;
    }
    one = subject;
  }
  if (one == nullptr) {
    out.agreement = Agreement::kOnlyThere;
    out.here = here_of(found, of_case, whom, no);
    return out;
  }
  const Listing& listing = *public_listing(*one, no);
  out.entry = listing.entry;
  out.shown = shown_of(*one, no);
  out.fields = differing(*one, listing, record);
  out.agreement = out.fields.empty() ? Agreement::kSame : Agreement::kDiffers;
  return out;
}

}  // namespace

Result<Comparison> compare_published(const store::Reader& reader, const lookup::Index& index,
                                     std::string_view record, base::Random& random) {
  auto json = base::parse_json(record);
  auto read = json ? read_published(*json, random) : Result<PublishedRecord>(json.error());
  if (!read) {
    Comparison unreadable;
    unreadable.reasons = reasons_of(Format::kZxgkJson, read.error());
    return unreadable;
  }
  const auto& no = std::get<domain::ListAct>(read->listing.act).facts.no;
  auto of_case = registry::subjects_of_case(reader, index, no);
  if (!of_case) return std::move(of_case).error();
  return compare(*read, *of_case);
}

Result<void> each_published(
    const store::Reader& reader,
    const std::function<bool(const domain::EntryId&, const EntryShown&)>& visit) {
  const auto cursor = reader.scan(store::Table::kSubjects, {});
  for (; cursor->valid(); cursor->next()) {
    auto subject = store::from_value<Subject>(cursor->key(), cursor->value());
    if (!subject) return std::move(subject).error();
    for (const Listing* listing : domain::public_listings(*subject, subject->time_passed)) {
      if (!visit(listing->entry, shown_of(*subject, listing->case_no))) return {};
    }
  }
  return cursor->status();
}

}  // namespace shixin::intake
