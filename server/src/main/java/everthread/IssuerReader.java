package everthread;

import everthread.oauth.IssuerSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads from the environment which issuer signs people in, and who of them is the owner. */
final class IssuerReader {
  private static final String ISSUER = "EVERTHREAD_OAUTH_ISSUER";
  private static final String SUBJECT = "EVERTHREAD_OAUTH_SUBJECT";

  private final Map<String, String> environment;
  private final List<String> faults;

  /**
   * @param faults takes a sentence for each thing that is wrong
   */
  IssuerReader(Map<String, String> environment, List<String> faults) {
    this.environment = environment;
    this.faults = faults;
  }

  Optional<IssuerSettings> read() {
    var text = text(ISSUER);
    var subjects = subjects();
    if (text.isPresent() && subjects.isEmpty()) {
      faults.add(
          SUBJECT
              + " is not set: it names the sub of your account at the issuer. Without it everybody"
              + " who can sign in there would read what is yours.");
    }
    if (text.isEmpty() && !subjects.isEmpty()) {
      faults.add(SUBJECT + " is set and " + ISSUER + " is not; they go together.");
    }
    var address = text.flatMap(this::address);
    if (address.isEmpty() || subjects.isEmpty()) return Optional.empty();
    return Optional.of(new IssuerSettings(address.get(), subjects));
  }

  /** RFC 8414, section 2; http on loopback beside it. */
  private Optional<URI> address(String text) {
    try {
      var address = new URI(text);
      var own = text("EVERTHREAD_PUBLIC_URL").map(IssuerReader::withoutSlash);
      if (own.equals(Optional.of(withoutSlash(text)))) {
        faults.add(ISSUER + " is this server's own address; leave it out to sign in here.");
      } else if (!isFit(address)) {
        faults.add(
            ISSUER
                + " begins with https:// (http:// on loopback alone) and names a host, without a"
                + " user, ? or #.");
      } else {
        return Optional.of(address);
      }
    } catch (URISyntaxException unreadable) {
      faults.add(ISSUER + " is not an address.");
    }
    return Optional.empty();
  }

  private static boolean isFit(URI address) {
    return IssuerSettings.isSafe(address)
        && address.getRawQuery() == null
        && address.getRawFragment() == null;
  }

  private static String withoutSlash(String address) {
    return address.replaceAll("/+$", "");
  }

  private Set<String> subjects() {
    var subjects = new LinkedHashSet<String>();
    Arrays.stream(text(SUBJECT).orElse("").split("[,\\s]+", -1))
        .filter(subject -> !subject.isEmpty())
        .forEach(subjects::add);
    return subjects;
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(environment.get(name))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }
}
