package everthread.oauth;

import java.net.URI;
import java.util.Set;

/**
 * The authorization server that signs people in, in place of the embedded one.
 *
 * @param address character by character as tokens name it in {@code iss}; a slash at its end counts
 * @param subjects the {@code sub} of each of the owner's accounts there; never empty
 */
public record IssuerSettings(URI address, Set<String> subjects) {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  public IssuerSettings {
    subjects = Set.copyOf(subjects);
    if (subjects.isEmpty()) throw new IllegalArgumentException("nobody could come in");
  }

  /** Whether what comes from there can be believed: https, or http on this machine. */
  public static boolean isSafe(URI address) {
    var host = address.getHost();
    if (host == null || address.getRawUserInfo() != null) return false;
    return "https".equals(address.getScheme()) || isPlain(address) && LOOPBACK.contains(host);
  }

  /** Keys of an issuer on the web are not taken from this machine, where any program may listen. */
  public boolean mayFetch(URI document) {
    return isSafe(document) && (isPlain(address) || !isPlain(document));
  }

  private static boolean isPlain(URI address) {
    return "http".equals(address.getScheme());
  }
}
