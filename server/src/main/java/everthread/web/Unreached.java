package everthread.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import javax.net.ssl.SSLException;

/** Why an address of this server's own did not answer, for a person, and what to do. */
public record Unreached(String sentence, String fix) {

  public static Unreached of(IOException failure, URI address) {
    var where = address.getAuthority();
    return switch (failure) {
      case HttpTimeoutException late ->
          new Unreached(
              where + " did not answer in time.",
              "Check that this address leads to Everthread and that no firewall is in between.");
      case SSLException untrusted ->
          new Unreached(
              "The certificate of " + where + " is not trusted.",
              "Use a certificate from a known authority, or connect over http on this machine.");
      default ->
          new Unreached(
              "Nothing could be reached at " + where + ".",
              "Check the address and the port, and that Everthread runs there.");
    };
  }
}
