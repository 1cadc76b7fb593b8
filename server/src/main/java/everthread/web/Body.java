package everthread.web;

import everthread.web.ByteBudget.Share;

/** A request's body as it is to be read, unpacked. Close it when the request has been served. */
public final class Body implements AutoCloseable {
  private final byte[] bytes;
  private final Share share;

  Body(byte[] bytes, Share share) {
    this.bytes = bytes;
    this.share = share;
  }

  /** Not copied; empty when none was sent. */
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public void close() {
    share.close();
  }
}
