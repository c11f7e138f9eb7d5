// Two thousand clients that say nothing, or a byte now and then, or do not read what they asked
// for, on one surface; honest ones on it and on another hear nothing of them.
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <functional>
#include <list>
#include <mutex>
#include <semaphore>
#include <thread>

#include "unit/web/raw_client.h"
#include "unit/web/surface.h"

using namespace shixin;
using namespace std::chrono_literals;
using test::RawClient;
using test::Surface;
using Steady = std::chrono::steady_clock;

namespace {

constexpr std::size_t kCrowd = 2000;
// Bytes that each of them sends, a tenth of a second apart.
constexpr int kRounds = 20;

enum class From { kOneAddress, kManyAddresses };

// One of the crowd, who comes back when he is thrown out.
class Nuisance {
 public:
  Nuisance(int port, std::size_t number, From from)
      : port_(port),
        number_(number),
        address_(from == From::kOneAddress ? INADDR_LOOPBACK
                                           : INADDR_LOOPBACK + static_cast<std::uint32_t>(number)) {
    come();
  }

  void send_a_byte() {
    const std::string_view byte = rest().substr(sent_++ % rest().size(), 1);
    if (rest() != kSilence && !client_->send(byte)) come();
  }

 private:
  static constexpr std::string_view kSilence = " ";
  static constexpr std::string_view kBody = "x";
  static constexpr std::string_view kHead = "GET /echo HTTP/1.1\r\nA: bcdefghijklmnopqrst";

  std::string_view rest() const {
    switch (number_ % 3) {
      case 0:
        return kSilence;
      case 1:
        return kHead;
      default:
        return kBody;
    }
  }
  void come() {
    client_.emplace(port_, address_);
    sent_ = 0;
    if (rest() == kBody) {
      client_->send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n");
    }
  }

  const int port_;
  const std::size_t number_;
  const std::uint32_t address_;
  std::size_t sent_ = 0;
  std::optional<RawClient> client_;
};

// What an honest client saw, who asks each surface in turn.
struct Seen {
  int refused = 0;
  Steady::duration median{};
};

Seen ask(const std::vector<Surface*>& surfaces, const std::function<bool()>& enough) {
  Seen seen;
  std::vector<Steady::duration> took;
  while (!enough()) {
    for (const Surface* surface : surfaces) {
      const auto began = Steady::now();
      const auto answer = web::call(
          surface->endpoint(), {.method = "POST", .path = "/echo", .body = std::string(900, 'x')});
      took.push_back(Steady::now() - began);
      if (answer && answer->status == 200) continue;
      MESSAGE("refused: " << (answer ? answer->body : answer.error().detail));
      ++seen.refused;
    }
  }
  const auto middle = took.begin() + static_cast<std::ptrdiff_t>(took.size() / 2);
  std::ranges::nth_element(took, middle);
  seen.median = *middle;
  return seen;
}

void check_crowd_from(From from) {
  // Both ends of the crowd are ours.
  REQUIRE_GE(web::allow_open_files(3 * kCrowd), 3 * kCrowd);
  Surface crowded({.name = "crowded", .threads_max = 32});
  Surface other({.name = "other", .threads_max = 32});
  crowded.start();
  other.start();
  const Seen alone = ask({&crowded, &other}, [left = 100]() mutable { return left-- == 0; });
  CHECK_EQ(alone.refused, 0);

  std::list<Nuisance> crowd;
  for (std::size_t i = 0; i < kCrowd; ++i) crowd.emplace_back(crowded.port(), i, from);
  std::atomic<int> rounds = 0;
  std::jthread feeding([&] {
    std::mutex mutex;
    std::condition_variable never;
    std::unique_lock lock(mutex);
    for (; rounds < kRounds; ++rounds) {
      for (Nuisance& nuisance : crowd) nuisance.send_a_byte();
      never.wait_for(lock, 100ms);
    }
  });
  const Seen among = ask({&crowded, &other}, [&] { return rounds >= kRounds; });
  CHECK_EQ(among.refused, 0);
  MESSAGE("median among the crowd is "
          << static_cast<double>(among.median.count()) / static_cast<double>(alone.median.count())
          << " of what it is alone");
}

}  // namespace

TEST_SUITE("web/crowd") {
  TEST_CASE("two thousand slow clients from one address keep no honest one from his answer") {
    check_crowd_from(From::kOneAddress);
  }
  TEST_CASE("nor do two thousand from as many addresses") {
    check_crowd_from(From::kManyAddresses);
  }

  TEST_CASE("clients that do not read their answers keep half of the threads, and no more") {
    // Nothing but a newcomer ends their waiting.
    Surface surface({.name = "test", .threads_max = 4, .write_seconds = 600});
    std::counting_semaphore<> begun(0);
    surface.router.add("GET", "/large", [&](const web::Request&, const web::Captures&) {
      return web::streamed("text/plain", [&, first = true](web::StreamSink& sink) mutable {
        if (std::exchange(first, false)) begun.release();
        return sink.write(std::string(100'000, 'x'));
      });
    });
    surface.start();
    std::list<RawClient> deaf;
    for (int i = 0; i < 12; ++i) {
      do {  // told 503 while the others still fill the buffers between us
        deaf.emplace_back(surface.port()).send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
      } while (!begun.try_acquire_for(2s));
    }
    web::ClientAnswer honest = surface.get("/echo");
    while (honest.status == 503) honest = surface.get("/echo");
    CHECK_EQ(honest.status, 200);
  }

  TEST_CASE("nor do those who keep back a large body that they announced") {
    Surface surface({.name = "test", .threads_max = 4});
    surface.router.add("POST", "/large",
                       [](const web::Request&, const web::Captures&) { return web::no_content(); },
                       {.body_bytes_max = 1'000'000});
    surface.start();
    std::list<RawClient> silent;
    for (int i = 0; i < 12; ++i) {
      silent.emplace_back(surface.port())
          .send(
              "POST /large HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n"
              "Expect: 100-continue\r\n\r\n");
      CHECK_NE(silent.back().read_until("\r\n\r\n").find(" 100 "), std::string::npos);
    }
    CHECK_EQ(surface.get("/echo").status, 200);
  }
}
