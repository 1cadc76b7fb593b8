package everthread.web;

import everthread.problem.Problem;
import everthread.problem.ProblemException;
import everthread.vitals.DiskSpace;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/**
 * Refuses what would grow the data while the disk is nearly full, before the body is read: the
 * sender keeps it and tries again, and the database keeps the room that it needs to erase.
 */
public final class StorageGuard implements Handler<RoutingContext> {
  private final DiskSpace disk;

  public StorageGuard(DiskSpace disk) {
    this.disk = disk;
  }

  @Override
  public void handle(RoutingContext context) {
    if (disk.isFull()) context.fail(new ProblemException(new Problem.StorageFull()));
    else context.next();
  }
}
