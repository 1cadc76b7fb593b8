package everthread.web.oauth;

import io.vertx.core.net.TrustOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way to the web for metadata documents. Only tests have another than {@link #WEB}. */
public interface Outside {
  /**
   * Looks a name up. Blocks.
   *
   * @throws UnknownHostException when there is none
   */
  List<InetAddress> resolve(String host) throws UnknownHostException;

  /** Whether a document may be fetched from there. */
  boolean mayReach(InetAddress address);

  /** Whose certificates are believed; null for those that Java believes. */
  @Nullable TrustOptions trust();

  /** The real web: public addresses, public certificates. */
  Outside WEB =
      new Outside() {
        @Override
        public List<InetAddress> resolve(String host) throws UnknownHostException {
          return List.of(InetAddress.getAllByName(host));
        }

        @Override
        public boolean mayReach(InetAddress address) {
          return PublicAddresses.isPublic(address);
        }

        @Override
        public @Nullable TrustOptions trust() {
          return null;
        }
      };
}
