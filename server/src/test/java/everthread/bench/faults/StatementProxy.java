package everthread.bench.faults;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between the server and PostgreSQL and counts statements (messages Query and Execute of the
 * frontend/backend protocol, version 3). At the chosen one it strikes: before the statement reaches
 * PostgreSQL, or after PostgreSQL has answered it and before the server hears. Either way the
 * connection is cut there.
 */
final class StatementProxy implements AutoCloseable {
  /** Code of a request for TLS, which comes in place of the first message. */
  private static final int TLS_REQUEST = 80877103;

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final ServerSocket door;
  private final int postgres;
  private final AtomicInteger counted = new AtomicInteger();
  private final AtomicBoolean armed = new AtomicBoolean();
  private volatile Strike strike = new Strike(Integer.MAX_VALUE, false, () -> {});

  /**
   * @param statement which one, counted from 1 since the arming
   * @param after whether PostgreSQL runs it first
   * @param blow what happens beside the cut
   */
  record Strike(int statement, boolean after, Runnable blow) {}

  StatementProxy(int postgres) throws IOException {
    this.postgres = postgres;
    this.door = new ServerSocket(0, 50, LOOPBACK);
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return door.getLocalPort();
  }

  void arm(Strike next) {
    strike = next;
    counted.set(0);
    armed.set(true);
  }

  /** Stops counting; returns how many statements came since the arming. */
  int disarm() {
    armed.set(false);
    return counted.get();
  }

  boolean hasStruck() {
    return !armed.get() && counted.get() >= strike.statement();
  }

  private void serve() {
    try {
      while (true) {
        var client = door.accept();
        Thread.ofVirtual().start(() -> new Link(client).run());
      }
    } catch (IOException closed) {
      // close() ends the accepting.
    }
  }

  /** One connection of the server. */
  private final class Link {
    private final Socket client;
    private final Socket server = new Socket();

    /** For each statement under way, in order: whether its answer is to be kept back. */
    private final ConcurrentLinkedQueue<Boolean> underWay = new ConcurrentLinkedQueue<>();

    Link(Socket client) {
      this.client = client;
    }

    void run() {
      try (client;
          server) {
        server.connect(new java.net.InetSocketAddress(LOOPBACK, postgres));
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        greet();
        Thread.ofVirtual().start(this::answers);
        statements();
      } catch (EOFException | SocketException gone) {
        // Either side may go at any time; that is the point.
      } catch (IOException trouble) {
        throw new java.io.UncheckedIOException(trouble);
      }
    }

    private void greet() throws IOException {
      var in = new DataInputStream(client.getInputStream());
      var out = new DataOutputStream(server.getOutputStream());
      while (true) {
        int length = in.readInt();
        var body = in.readNBytes(length - 4);
        boolean tls = length == 8 && java.nio.ByteBuffer.wrap(body).getInt() == TLS_REQUEST;
        if (tls) {
          client.getOutputStream().write('N');
          continue;
        }
        out.writeInt(length);
        out.write(body);
        return;
      }
    }

    private void statements() throws IOException {
      var in = new DataInputStream(new java.io.BufferedInputStream(client.getInputStream()));
      var out = new DataOutputStream(server.getOutputStream());
      while (true) {
        int type = in.readUnsignedByte();
        int length = in.readInt();
        var body = in.readNBytes(length - 4);
        if (type == 'Q' || type == 'E') {
          boolean struck = isTheOne();
          if (struck && !strike.after()) {
            cut();
            return;
          }
          underWay.add(struck);
        }
        write(out, type, length, body);
      }
    }

    private boolean isTheOne() {
      if (!armed.get() || counted.incrementAndGet() != strike.statement()) return false;
      armed.set(false);
      return true;
    }

    private void answers() {
      try (client;
          server) {
        var in = new DataInputStream(new java.io.BufferedInputStream(server.getInputStream()));
        var out = new DataOutputStream(client.getOutputStream());
        while (true) {
          int type = in.readUnsignedByte();
          int length = in.readInt();
          var body = in.readNBytes(length - 4);
          boolean ends = type == 'C' || type == 's' || type == 'I' || type == 'E';
          if (ends && Boolean.TRUE.equals(underWay.poll())) {
            cut();
            return;
          }
          write(out, type, length, body);
        }
      } catch (EOFException | SocketException gone) {
        // As above.
      } catch (IOException trouble) {
        throw new java.io.UncheckedIOException(trouble);
      }
    }

    private void cut() throws IOException {
      strike.blow().run();
      client.close();
      server.close();
    }

    private static void write(DataOutputStream out, int type, int length, byte[] body)
        throws IOException {
      var message = java.nio.ByteBuffer.allocate(1 + length);
      message.put((byte) type).putInt(length).put(body);
      out.write(message.array());
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
