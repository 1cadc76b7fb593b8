package everthread.oauth;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which addresses an answer may go to, and when one is the one that was registered. Pure. */
public final class RedirectUris {
  private static final int LONGEST = 1000;
  private static final Pattern WRITTEN =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9\\-._~:/?\\[\\]@!$&'()+,;=%]+");

  /** Schemes of programs that are known to open links of their own (RFC 8252, section 7.1). */
  private static final Set<String> PROGRAMS =
      Set.of("cursor", "vscode", "vscode-insiders", "windsurf", "zed", "claude", "kiro");

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  private RedirectUris() {}

  /** Where an answer goes, as far as a person can judge it. */
  public enum Place {
    WEB,
    THIS_MACHINE,
    PROGRAM
  }

  /**
   * Where it leads; empty when no answer may go there: it is not https, nor http on loopback, nor
   * of a known program, or has a fragment or user information, or is written in another way than
   * addresses are.
   */
  public static Optional<Place> place(String address) {
    if (address.length() > LONGEST || !WRITTEN.matcher(address).matches()) return Optional.empty();
    var uri = parse(address);
    if (uri == null || uri.getRawFragment() != null) return Optional.empty();
    // Schemes are compared as written: what is registered is what is asked for.
    var scheme = String.valueOf(uri.getScheme());
    if (PROGRAMS.contains(scheme)) {
      return uri.getRawUserInfo() == null && address.startsWith(scheme + "://")
          ? Optional.of(Place.PROGRAM)
          : Optional.empty();
    }
    var host = uri.getHost();
    if (host == null || uri.getRawUserInfo() != null || uri.getPort() > 65535) {
      return Optional.empty();
    }
    if (scheme.equals("http") && LOOPBACK.contains(host)) return Optional.of(Place.THIS_MACHINE);
    if (!scheme.equals("https")) return Optional.empty();
    return LOOPBACK.contains(host.toLowerCase(Locale.ROOT))
        ? Optional.of(Place.THIS_MACHINE)
        : Optional.of(Place.WEB);
  }

  /** True when the address is one of the registered, character by character. */
  public static boolean isOneOf(String asked, List<String> registered) {
    return registered.stream().anyMatch(each -> isSame(asked, each));
  }

  /** On loopback the port is whatever the program got (RFC 8252, section 7.3). */
  private static boolean isSame(String asked, String registered) {
    if (asked.equals(registered)) return true;
    return asked.startsWith("http:")
        && registered.startsWith("http:")
        && place(asked).filter(Place.THIS_MACHINE::equals).isPresent()
        && place(registered).filter(Place.THIS_MACHINE::equals).isPresent()
        && withoutPort(asked).equals(withoutPort(registered));
  }

  private static String withoutPort(String address) {
    return address.replaceFirst("^(http://(?:\\[::1]|[^/:?]+)):\\d+(?=[/?]|$)", "$1");
  }

  private static @Nullable URI parse(String address) {
    try {
      return new URI(address);
    } catch (URISyntaxException unreadable) {
      return null;
    }
  }
}
