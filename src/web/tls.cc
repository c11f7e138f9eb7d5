#include "web/tls.h"

#include <fcntl.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <limits>
#include <string>
#include <utility>

namespace shixin::web {
namespace {

// TLS 1.2; the suites of 1.3 are all good. Neither RSA key exchange nor CBC.
constexpr const char* kSuites = "ECDHE+AESGCM:ECDHE+CHACHA20";
constexpr std::array<unsigned char, 9> kHttp11{8, 'h', 't', 't', 'p', '/', '1', '.', '1'};

std::string tls_reason() {
  std::array<char, 256> text{};
  ERR_error_string_n(ERR_get_error(), text.data(), text.size());
  ERR_clear_error();
  return text.data();
}

Error unusable(const std::filesystem::path& file, const std::string& why) {
  return {ErrorCode::kUnavailable, "TLS: " + file.string() + ": " + why};
}

int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* size,
                    const unsigned char* offered, unsigned offered_size, void*) {
  // A client that offers others alone is served HTTP/1.1 all the same, as if it had asked nothing.
  unsigned char* match = nullptr;
  if (SSL_select_next_proto(&match, size, kHttp11.data(), kHttp11.size(), offered, offered_size) !=
      OPENSSL_NPN_NEGOTIATED) {
    return SSL_TLSEXT_ERR_NOACK;
  }
  *chosen = match;
  return SSL_TLSEXT_ERR_OK;
}

int clamp(std::size_t size) {
  return static_cast<int>(std::min<std::size_t>(size, std::numeric_limits<int>::max()));
}

class TlsChannel final : public Channel {
 public:
  TlsChannel(SSL_CTX* context, Socket socket) : socket_(std::move(socket)), ssl_(SSL_new(context)) {
    if (!ssl_) return;
    ::fcntl(socket_.fd(), F_SETFL, O_NONBLOCK);  // OpenSSL knows no MSG_DONTWAIT
    SSL_set_fd(ssl_.get(), socket_.fd());
    SSL_set_accept_state(ssl_.get());
  }

  int fd() const override { return socket_.fd(); }
  bool buffered() const override { return ssl_ && SSL_pending(ssl_.get()) > 0; }
  Moved read(char* into, std::size_t size) override {
    if (!ssl_) return Moved::failed();
    ERR_clear_error();
    return moved(SSL_read(ssl_.get(), into, clamp(size)));
  }
  Moved write(std::string_view bytes) override {
    if (!ssl_ || broken_) return Moved::failed();
    ERR_clear_error();
    return moved(SSL_write(ssl_.get(), bytes.data(), clamp(bytes.size())));
  }
  void end_output() override {
    // After a failure OpenSSL forbids it; before the handshake there is nothing to end.
    if (ssl_ && !broken_ && SSL_is_init_finished(ssl_.get()) == 1) SSL_shutdown(ssl_.get());
    ERR_clear_error();
    ::shutdown(socket_.fd(), SHUT_WR);
  }

 private:
  struct Free {
    void operator()(SSL* ssl) const { SSL_free(ssl); }
  };

  Moved moved(int count) {
    if (count > 0) return Moved::bytes(count);
    switch (SSL_get_error(ssl_.get(), count)) {
      case SSL_ERROR_WANT_READ:
        return Moved::later(POLLIN);
      case SSL_ERROR_WANT_WRITE:
        return Moved::later(POLLOUT);
      case SSL_ERROR_ZERO_RETURN:
        return Moved::bytes(0);
      default:
        broken_ = true;
        ERR_clear_error();
        return Moved::failed();
    }
  }

  Socket socket_;
  std::unique_ptr<SSL, Free> ssl_;
  bool broken_ = false;
};

}  // namespace

void TlsContext::Free::operator()(ssl_ctx_st* context) const { SSL_CTX_free(context); }
TlsContext::TlsContext(ssl_ctx_st* context) : context_(context) {}
TlsContext::TlsContext(TlsContext&&) noexcept = default;
TlsContext& TlsContext::operator=(TlsContext&&) noexcept = default;
TlsContext::~TlsContext() = default;

Result<TlsContext> TlsContext::load(const TlsFiles& files) {
  std::signal(SIGPIPE, SIG_IGN);  // nor MSG_NOSIGNAL
  TlsContext loaded(SSL_CTX_new(TLS_server_method()));
  SSL_CTX* context = loaded.context_.get();
  if (context == nullptr) return Error{ErrorCode::kUnavailable, "TLS: " + tls_reason()};
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_options(
      context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  // A write that was told to wait is repeated with what is left, wherever that lies by then; and
  // who only waits for an event holds no record buffers.
  SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_alpn_select_cb(context, choose_protocol, nullptr);
  if (SSL_CTX_set_cipher_list(context, kSuites) != 1) {
    return Error{ErrorCode::kUnavailable, "TLS: " + tls_reason()};
  }
  if (SSL_CTX_use_certificate_chain_file(context, files.certificate.c_str()) != 1) {
    return unusable(files.certificate,
                    "no PEM certificate can be read there (" + tls_reason() + ")");
  }
  if (SSL_CTX_use_PrivateKey_file(context, files.key.c_str(), SSL_FILETYPE_PEM) != 1) {
    return unusable(files.key,
                    "no PEM key of that certificate can be read there (" + tls_reason() + ")");
  }
  return loaded;
}

std::unique_ptr<Channel> TlsContext::accept(Socket socket) const {
  return std::make_unique<TlsChannel>(context_.get(), std::move(socket));
}

}  // namespace shixin::web
