package everthread.bench.size;

import everthread.web.Json;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.UUID;

/** What else must stay quick as a space grows: lists, counts and pages. */
final class Calls {
  private Calls() {}

  static void print(Client client, UUID space) throws IOException {
    var paths = new LinkedHashMap<String, String>();
    paths.put("nothing but an answer", "/health/live");
    paths.put("conversations, first page", "/v1/conversations?limit=20");
    paths.put("conversations, one site", "/v1/conversations?limit=20&site=claude");
    paths.put(
        "conversations, page after 200",
        "/v1/conversations?limit=20&after=" + after(client, "/v1/conversations?limit=100", space));
    paths.put("memories, first page", "/v1/memory?limit=20");
    paths.put(
        "memories, page after 200",
        "/v1/memory?limit=20&after=" + after(client, "/v1/memory?limit=100", space));
    paths.put("stats", "/v1/stats");
    System.out.println("\n| call | p50 / p95 / p99 ms |\n|---|---|");
    for (var call : paths.entrySet()) {
      row(call.getKey(), Times.of(30, 100, 15, round -> client.get(call.getValue(), space)));
    }
    for (var page : new String[] {"/", "/?q=" + Words.word(5), "/memories", "/status"}) {
      row("page " + page, Times.of(10, 60, 15, round -> client.page(page)));
    }
  }

  private static void row(String name, Times times) {
    System.out.printf("| %s | %s |%n", name, times.spread());
  }

  /** The id that ends the second page of a hundred. */
  private static String after(Client client, String path, UUID space) throws IOException {
    var first = Json.read(client.get(path, space).body()).get("last_id").asText();
    return Json.read(client.get(path + "&after=" + first, space).body()).get("last_id").asText();
  }
}
