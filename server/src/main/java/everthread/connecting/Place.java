package everthread.connecting;

import java.net.Inet6Address;
import java.net.InetAddress;

/** How far away a client is: all that is told of its address. */
public enum Place {
  /** Of this machine; a proxy that stands on it looks the same. */
  THIS_MACHINE,
  /** Of a private network. */
  LOCAL_NETWORK,
  ELSEWHERE,
  /** Only the person's browser was seen so far. */
  UNKNOWN;

  private static final int UNIQUE_LOCAL = 0xfc;

  /**
   * @param address an IP address as text
   */
  static Place of(String address) {
    InetAddress read;
    try {
      read = InetAddress.ofLiteral(address.split("%", 2)[0]);
    } catch (IllegalArgumentException unreadable) {
      return UNKNOWN;
    }
    if (read.isLoopbackAddress()) return THIS_MACHINE;
    boolean isPrivate =
        read.isSiteLocalAddress() || read.isLinkLocalAddress() || isUniqueLocal(read);
    return isPrivate ? LOCAL_NETWORK : ELSEWHERE;
  }

  /** fc00::/7 (RFC 4193). */
  private static boolean isUniqueLocal(InetAddress address) {
    return address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == UNIQUE_LOCAL;
  }
}
