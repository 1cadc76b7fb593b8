package everthread.capture.read;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks into the addresses of a capture. Pure. */
public final class Addresses {
  private Addresses() {}

  /** The first group of the first match. */
  public static @Nullable String find(Pattern pattern, String address) {
    var found = pattern.matcher(address);
    return found.find() ? found.group(1) : null;
  }

  /** The page's address if it shows the conversation, otherwise the usual one. */
  public static String shown(String pageUrl, String id, String usual) {
    var bare = pageUrl.replaceFirst("[?#].*$", "");
    return bare.startsWith("https://") && bare.contains(id) ? bare : usual + id;
  }
}
