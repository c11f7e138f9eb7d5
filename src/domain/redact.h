// Redaction of free text: duties are copied out of judgments, and name other people's numbers and
// accounts with them. So no text goes to the public, to a feed or to a screen of staff as it was
// typed, but where the numbers themselves are asked for. Pure.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/decision.h"
#include "domain/subject.h"

namespace shixin::domain {

class Redaction {
 public:
  Redaction() = default;  // of texts about nobody in particular
  // Knows the numbers of the subject's own documents, now and formerly.
  static Redaction of(const Subject& subject);
  static Redaction of(const SubjectRef& ref);

  // A citizen's number, of any width and in groups however parted, is masked as everywhere; so is
  // every number of the subject's own that is not public. Any other unbroken number of fifteen
  // digits and more (a bank account) keeps two of them.
  std::string operator()(std::string_view text) const;

  // The same of every text in a record.
  template <class T>
  T in(T record) const {
    base::each_text(record, [this](std::string& text) { text = (*this)(text); });
    return record;
  }

 private:
  void add(const Document& document);

  struct Own {
    DocumentNumber number;
    std::string masked;
  };
  std::vector<Own> own_;
};

}  // namespace shixin::domain
