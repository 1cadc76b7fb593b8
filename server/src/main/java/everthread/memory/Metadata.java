package everthread.memory;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A writer's own JSON object; unlike other maps of ours its values may be null. */
final class Metadata {
  private Metadata() {}

  static Map<String, Object> copy(Map<String, Object> metadata) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }
}
