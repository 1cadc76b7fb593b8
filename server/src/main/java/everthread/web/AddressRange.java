package everthread.web;

import java.net.InetAddress;
import java.util.Optional;

/**
 * One address, or all that begin with the same bits (RFC 4632).
 *
 * @param first an address of the range
 * @param bits how many of its bits the others share
 */
public record AddressRange(InetAddress first, int bits) {

  /** Reads {@code 10.0.0.7}, {@code 10.0.0.0/8} or the like of IPv6; never looks up a name. */
  public static Optional<AddressRange> of(String text) {
    var parts = text.split("/", 2);
    try {
      var first = InetAddress.ofLiteral(parts[0]);
      int most = first.getAddress().length * 8;
      int bits = parts.length == 1 ? most : Integer.parseInt(parts[1]);
      return bits < 0 || bits > most
          ? Optional.empty()
          : Optional.of(new AddressRange(first, bits));
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  public boolean holds(InetAddress address) {
    byte[] one = first.getAddress();
    byte[] other = address.getAddress();
    if (one.length != other.length) return false;
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((one[bit / 8] & mask) != (other[bit / 8] & mask)) return false;
    }
    return true;
  }
}
