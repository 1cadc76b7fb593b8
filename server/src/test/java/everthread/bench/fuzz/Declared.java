package everthread.bench.fuzz;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The statuses that openapi.yaml declares, operation by operation. */
public final class Declared {
  /** MCP is not in this document. */
  private static final Set<Integer> MCP = Set.of(200, 202, 400, 401, 403, 404, 405, 406, 413, 415);

  private final Map<String, Set<Integer>> statuses = new HashMap<>();

  public Declared() {
    statuses.put("mcp", MCP);
    try (var yaml = Declared.class.getResourceAsStream("/everthread/web/rest/openapi.yaml")) {
      for (var path : new YAMLMapper().readTree(yaml).get("paths")) {
        for (var operation : path) {
          var declared = new HashSet<Integer>();
          operation
              .get("responses")
              .fieldNames()
              .forEachRemaining(s -> declared.add(Integer.parseInt(s)));
          statuses.put(operation.get("operationId").asText(), declared);
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  public Set<String> operations() {
    return statuses.keySet();
  }

  boolean allows(String operation, int status) {
    return operation.equals(Case.OTHER)
        || statuses.getOrDefault(operation, Set.of()).contains(status);
  }
}
