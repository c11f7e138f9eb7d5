// Any two texts as a view's definition and a feed's: never a crash; what is wrong is said with its
// file; what is taken names its basis and department, and no line of it went unread.
#include <string>

#include "base/text.h"
#include "feed/definition.h"
#include "fuzz/expect.h"
#include "fuzz/text_file.h"
#include "support/temp_dir.h"

using namespace shixin;

namespace {

namespace fs = std::filesystem;

const fs::path& folder() {
  static const test::TempDir dir;
  static const fs::path feeds = [] {
    fs::create_directories(dir / "feeds" / "views");
    return dir / "feeds";
  }();
  return feeds;
}

Result<feed::Catalogue> load(const std::string& view, const std::string& feed) {
  fuzz::write(folder() / "views" / "sample.yaml", view);
  fuzz::write(folder() / "counter.yaml", feed);
  return feed::load_catalogue(folder());
}

void check_refusal(const Error& error) {
  fuzz::expect(error.code == ErrorCode::kMalformed && !error.faults.empty(), "it says what");
  for (const Fault& fault : error.faults) {
    fuzz::expect(fault.pointer.starts_with("feeds/") && !fault.detail.empty(), "and in which file");
  }
}

template <class E>
void check_set(const std::vector<E>& set) {
  fuzz::expect(!set.empty(), "a set of the view says something");
  for (std::size_t i = 1; i < set.size(); ++i) fuzz::expect(set[i - 1] < set[i], "it is a set");
}

void check(const feed::Catalogue& catalogue) {
  const auto* feed = catalogue.feed("counter");
  fuzz::expect(feed != nullptr, "the feed has its file's name");
  for (const auto* text : {&feed->title, &feed->basis, &feed->department, &feed->hit}) {
    fuzz::expect(!text->empty(), "what must be said is said");
  }
  for (const auto* text :
       {&feed->title, &feed->basis, &feed->department, &feed->hit, &feed->contact}) {
    fuzz::expect(base::valid_utf8(*text), "partners get UTF-8");
  }
  fuzz::expect(feed->validity.count() > 0, "a copy is valid for some time");
  const auto* view = catalogue.view(feed->view);
  fuzz::expect(view != nullptr, "the feed has a view");
  check_set(view->kinds);
  check_set(view->roles);
  check_set(view->fields);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto files = fuzz::two_files({reinterpret_cast<const char*>(data), size});
  const std::string view(files.first);
  const std::string feed(files.second);
  const auto catalogue = load(view, feed);
  if (!catalogue) {
    check_refusal(catalogue.error());
    return 0;
  }
  check(*catalogue);
  const std::string more = "\nno_such_key: 1\n";
  fuzz::expect(!load(view + more, feed) && !load(view, feed + more), "every line is read");
  return 0;
}
