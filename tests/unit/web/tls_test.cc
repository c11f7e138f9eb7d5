// A surface under TLS, met by OpenSSL's and cpp-httplib's own clients.
#include "web/tls.h"

#include <doctest/doctest.h>
#include <httplib.h>

#include <fstream>
#include <semaphore>
#include <thread>

#include "support/certificate.h"
#include "unit/web/raw_client.h"
#include "web/http_server.h"

using namespace shixin;
using namespace std::chrono_literals;
using test::RawClient;

namespace {

class TlsSurface {
 public:
  explicit TlsSurface(std::size_t threads = 8) {
    router_.add("GET", "/page", [](const web::Request&, const web::Captures&) {
      return web::html(std::string(1'000'000, 'x'));
    });
    router_.add("POST", "/echo", [](const web::Request& request, const web::Captures&) {
      return web::text_answer(request.body);
    });
    router_.add("GET", "/wait", [this](const web::Request&, const web::Captures&) {
      arrived.release();
      leave.acquire();
      return web::no_content();
    });
    server_.emplace(web::ServerOptions{.name = "test",
                                       .tls = certificate_.files(),
                                       .threads_min = 1,
                                       .threads_max = threads,
                                       .access_log = false},
                    router_);
    REQUIRE(server_->bind());
    server_->start();
  }

  int port() const { return server_->port(); }
  void stop() { server_->stop(); }
  std::unique_ptr<httplib::SSLClient> client() const {
    auto made = std::make_unique<httplib::SSLClient>("127.0.0.1", port());
    made->set_ca_cert_path(certificate_.files().certificate.c_str());
    made->enable_server_certificate_verification(true);
    return made;
  }

  std::binary_semaphore arrived{0};
  std::binary_semaphore leave{0};

 private:
  test::Certificate certificate_;
  web::Router router_;
  std::optional<web::HttpServer> server_;
};

// The error at the end of a handshake with this one version, offered whatever its weakness; "" when
// it succeeded.
std::string handshake(int port, int version) {
  const RawClient client(port);
  SSL_CTX* context = SSL_CTX_new(TLS_client_method());
  SSL_CTX_set_security_level(context, 0);
  SSL_CTX_set_min_proto_version(context, version);
  SSL_CTX_set_max_proto_version(context, version);
  SSL* ssl = SSL_new(context);
  SSL_set_fd(ssl, client.fd());
  std::string error;
  if (SSL_connect(ssl) != 1) error = ERR_reason_error_string(ERR_peek_last_error());
  ERR_clear_error();
  SSL_free(ssl);
  SSL_CTX_free(context);
  return error;
}

TEST_SUITE("web/tls") {
  TEST_CASE("a client that trusts the certificate is served, many requests on one connection") {
    TlsSurface surface;
    auto client = surface.client();
    client->set_keep_alive(true);
    for (int i = 0; i < 3; ++i) {
      const auto page = client->Get("/page");
      REQUIRE(page);
      CHECK_EQ(page->body.size(), 1'000'000);
      const auto echo = client->Post("/echo", std::string(300'000, 'y'), "text/plain");
      REQUIRE(echo);
      CHECK_EQ(echo->body.size(), 300'000);
    }
  }

  TEST_CASE("a client that does not trust the certificate goes away by itself") {
    TlsSurface surface;
    httplib::SSLClient stranger("127.0.0.1", surface.port());
    stranger.enable_server_certificate_verification(true);
    CHECK_FALSE(stranger.Get("/page"));
    CHECK(surface.client()->Get("/page"));
  }

  TEST_CASE("TLS 1.2 and 1.3 are spoken, and nothing older") {
    TlsSurface surface;
    CHECK_EQ(handshake(surface.port(), TLS1_3_VERSION), "");
    CHECK_EQ(handshake(surface.port(), TLS1_2_VERSION), "");
    CHECK_EQ(handshake(surface.port(), TLS1_1_VERSION), "tlsv1 alert protocol version");
  }

  TEST_CASE("who speaks plain HTTP, or half a greeting, is let go and harms nobody") {
    TlsSurface surface(2);
    RawClient plain(surface.port());
    plain.send("GET /page HTTP/1.1\r\nHost: x\r\n\r\n");
    RawClient half(surface.port());
    half.send("\x16\x03\x01\x02");
    CHECK(plain.read_all().find("HTTP/1.1 200") == std::string::npos);
    CHECK_EQ(half.read_all(), "");
    CHECK(surface.client()->Get("/page"));
  }

  TEST_CASE("when every thread is taken, a client under TLS is told so as well") {
    TlsSurface surface(1);
    std::thread first([&] { CHECK(surface.client()->Get("/wait")); });
    surface.arrived.acquire();
    const auto refused = surface.client()->Get("/page");
    REQUIRE(refused);
    CHECK_EQ(refused->status, 503);
    CHECK(refused->has_header("Retry-After"));
    surface.leave.release();
    first.join();
  }

  TEST_CASE("stop ends idle connections at once") {
    TlsSurface surface;
    auto client = surface.client();
    client->set_keep_alive(true);
    REQUIRE(client->Get("/page"));
    const auto began = std::chrono::steady_clock::now();
    surface.stop();
    CHECK_LT(std::chrono::steady_clock::now() - began, 2s);
  }

  TEST_CASE("a file that is not what it should be is named") {
    const test::Certificate good;
    const test::TempDir folder;
    std::ofstream(folder / "no.pem") << "no PEM";
    const auto refused = [](const web::TlsFiles& files) {
      const auto loaded = web::TlsContext::load(files);
      return loaded ? std::string("loaded") : loaded.error().detail;
    };
    CHECK_EQ(refused(good.files()), "loaded");
    CHECK_NE(refused({folder / "no.pem", good.files().key}).find("no.pem"), std::string::npos);
    CHECK_NE(refused({good.files().certificate, folder / "gone.pem"}).find("gone.pem"),
             std::string::npos);
    const test::Certificate other;
    CHECK_NE(refused({good.files().certificate, other.files().key}).find("key.pem"),
             std::string::npos);
  }
}

}  // namespace
