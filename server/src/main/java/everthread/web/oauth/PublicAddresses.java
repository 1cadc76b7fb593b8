package everthread.web.oauth;

import everthread.web.AddressRange;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Tells addresses of the public internet from all others. Pure. */
public final class PublicAddresses {
  /** Special-purpose addresses (IANA's registries, RFC 6890), what leads to them included. */
  private static final List<AddressRange> SPECIAL =
      ranges(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4");

  /**
   * Of IPv6 only what is handed out to the public, less what wraps an IPv4 address or is for show.
   */
  private static final List<AddressRange> GLOBAL = ranges("2000::/3");

  private static final List<AddressRange> NOT_GLOBAL =
      ranges("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

  private PublicAddresses() {}

  public static boolean isPublic(InetAddress address) {
    if (address instanceof Inet6Address six) {
      var bytes = six.getAddress();
      if (isMapped(bytes)) return isPublic(lastFour(bytes));
      return isIn(GLOBAL, address) && !isIn(NOT_GLOBAL, address);
    }
    return !isIn(SPECIAL, address);
  }

  private static boolean isIn(List<AddressRange> ranges, InetAddress address) {
    return ranges.stream().anyMatch(range -> range.holds(address));
  }

  /** ::ffff:a.b.c.d */
  private static boolean isMapped(byte[] bytes) {
    for (int i = 0; i < 10; i++) if (bytes[i] != 0) return false;
    return bytes[10] == -1 && bytes[11] == -1;
  }

  private static InetAddress lastFour(byte[] bytes) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(bytes, 12, 16));
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("four bytes are an address", impossible);
    }
  }

  private static List<AddressRange> ranges(String... ranges) {
    return Arrays.stream(ranges).map(range -> AddressRange.of(range).orElseThrow()).toList();
  }
}
