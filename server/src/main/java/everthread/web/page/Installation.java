package everthread.web.page;

import everthread.stdio.Launch;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the pages tell about this server.
 *
 * @param address where it listens, such as {@code http://127.0.0.1:8377}, without a path
 * @param publicAddress where others reach it, null when nobody configured one
 * @param version of Everthread
 * @param database name and version of the database, such as "PostgreSQL 18.6"
 * @param extensionFolder where the built extension lies, for "Load unpacked"
 * @param launch what a client on the server's machine can start; null when its people are elsewhere
 */
public record Installation(
    URI address,
    @Nullable URI publicAddress,
    String version,
    String database,
    String extensionFolder,
    @Nullable Launch launch,
    Instant startedAt) {

  /** The address that clients are told: the public one where there is one. */
  public URI shown() {
    return publicAddress == null ? address : publicAddress;
  }

  /** Where MCP clients connect. */
  public String mcpUrl() {
    var base = shown().toString();
    return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/mcp";
  }

  /** Whether clients that run at their maker's can reach this server. */
  public boolean reachableFromOutside() {
    return publicAddress != null && "https".equals(publicAddress.getScheme());
  }
}
