// Tls: what a surface shows of itself under TLS 1.2 and 1.3 (RFC 8446, RFC 7525): one certificate
// chain and its key, forward-secret AEAD suites alone, no renegotiation, no compression.
#pragma once

#include <filesystem>
#include <memory>

#include "base/result.h"
#include "web/channel.h"

struct ssl_ctx_st;

namespace shixin::web {

// Both PEM. The certificate comes first in its file, and its issuers after it.
struct TlsFiles {
  std::filesystem::path certificate;
  std::filesystem::path key;
};

// Immutable; safe from any thread.
class TlsContext {
 public:
  // kUnavailable names the file and what is the matter with it. From then on the process ignores
  // SIGPIPE.
  static Result<TlsContext> load(const TlsFiles& files);
  TlsContext(TlsContext&&) noexcept;
  TlsContext& operator=(TlsContext&&) noexcept;
  ~TlsContext();

  // The server's end of a connection; the handshake is part of its first reads. The context must
  // outlive it.
  std::unique_ptr<Channel> accept(Socket socket) const;

 private:
  struct Free {
    void operator()(ssl_ctx_st* context) const;
  };
  explicit TlsContext(ssl_ctx_st* context);

  std::unique_ptr<ssl_ctx_st, Free> context_;
};

}  // namespace shixin::web
