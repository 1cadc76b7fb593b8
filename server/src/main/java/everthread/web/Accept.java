package everthread.web;

import java.util.List;
import java.util.Locale;

/** What a client accepts (RFC 9110, section 12.5.1). Pure. */
public final class Accept {
  private Accept() {}

  /**
   * True when one of these types may be sent. Without a header, everything may.
   *
   * @param headers every Accept header of the request
   */
  public static boolean takes(List<String> headers, List<String> types) {
    var ranges = String.join(",", headers).toLowerCase(Locale.ROOT).split(",", -1);
    boolean isEmpty = true;
    for (var range : ranges) isEmpty &= range.isBlank();
    return isEmpty || types.stream().anyMatch(type -> takes(ranges, type));
  }

  /** The most specific range that fits decides. */
  private static boolean takes(String[] ranges, String type) {
    int best = -1;
    boolean taken = false;
    for (var range : ranges) {
      var parts = range.split(";", -1);
      int fit = fit(parts[0].strip(), type);
      if (fit > best) {
        best = fit;
        taken = !isRefused(parts);
      }
    }
    return taken;
  }

  private static int fit(String range, String type) {
    if (range.equals(type)) return 2;
    if (range.equals(type.substring(0, type.indexOf('/')) + "/*")) return 1;
    return range.equals("*/*") || range.equals("*") ? 0 : -1;
  }

  private static boolean isRefused(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      if (parts[i].strip().matches("q\\s*=\\s*0(\\.0{0,3})?")) return true;
    }
    return false;
  }
}
