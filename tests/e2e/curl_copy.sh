#!/usr/bin/env bash
# A partner's copy of one feed with curl and jq, for cron:  curl_copy.sh URL KEY FILE
#   URL    the feed: http://127.0.0.1:8081/feeds/rail
#   FILE   {"since": …, "documents": {id: document}}, replaced as a whole page by page, so that the
#          position and the documents in it always belong together
# Pulls what changed, compares with the court's state and sends the receipt. Run it as often as you
# like; after an interruption the next run goes on. Fails (curl's message, exit 22) if refused.
set -euo pipefail
(($# == 3)) || { echo "usage: curl_copy.sh URL KEY FILE" >&2; exit 2; }
url=$1 key=$2 file=$3
page=$file.page

court() { curl --silent --show-error --retry 5 -H "Authorization: Bearer $key" "$@"; }
tell() { court --fail-with-body -H 'Content-Type: application/json' -d "$2" "$url/$1" >/dev/null; }
fresh() { echo '{"since": "0", "documents": {}}' >"$file"; }

[[ -s $file ]] || fresh
while :; do
  since=$(jq -r .since "$file")
  status=$(court -o "$page" -w '%{http_code}' \
    "$url/_changes?since=$since&limit=1000&include_docs=true")
  if [[ $status == 410 ]]; then
    # The list was built anew: whoever stayed in the old copy could have been removed since.
    fresh
    generation=$(court "${url%/*}" | jq -r --arg feed "${url##*/}" \
      '.feeds[] | select(.feed == $feed) | .generation')
    tell generation "{\"generation\": \"$generation\", \"discarded\": true}"
    continue
  fi
  [[ $status == 200 ]] || { cat "$page" >&2; exit 22; }

  # A removal takes the document out; everything else replaces it.
  jq -c --slurpfile pages "$page" '
    .since = $pages[0].last_seq
    | .documents = reduce $pages[0].results[] as $row (.documents;
        if $row.deleted then del(.[$row.id]) else .[$row.id] = $row.doc end)
    ' "$file" >"$file.new"
  mv "$file.new" "$file"
  [[ $(jq .pending "$page") != 0 ]] || break
done

# sums: "count digest proof" of the documents held; the proof is what only a holder can know.
sums() {
  jq -r '.documents[] | "\(._id) \(._rev)"' "$file" | python3 -c '
import sys, hashlib
rows = [line.encode().replace(b" ", b"\0") for line in sys.stdin.read().splitlines()]
total = lambda first: sum(int(hashlib.sha256(first + row).hexdigest(), 16) for row in rows) % 2**256
print(len(rows), *(f"{total(first):064x}" for first in (b"", b"\1")))'
}
read -r count digest proof < <(sums)
if [[ $digest != "$(jq -r .state.digest "$page")" ]]; then
  echo "the copy differs from the court's list: delete $file and run again" >&2
  exit 1
fi
tell receipts "$(jq -c --argjson count "$count" --arg proof "$proof" \
  '{seq: .state.seq, count: $count, proof: $proof}' "$page")"
echo "$count documents, as of $(jq -r .head.time "$page")"
