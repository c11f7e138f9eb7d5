// Certificate: a key and a certificate for 127.0.0.1 that it signed itself, as PEM files, made anew
// for each test.
#pragma once

#include "support/temp_dir.h"
#include "web/tls.h"

namespace shixin::test {

class Certificate {
 public:
  Certificate();

  web::TlsFiles files() const { return {folder_ / "cert.pem", folder_ / "key.pem"}; }

 private:
  TempDir folder_;
};

}  // namespace shixin::test
