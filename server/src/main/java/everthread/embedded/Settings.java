package everthread.embedded;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/**
 * PostgreSQL's configuration, sized for the machine and written anew before every start.
 *
 * @param megabytes the machine's (or the container's) memory
 */
record Settings(int port, long megabytes) {
  private static final long LARGE = 32 * 1024;

  static Settings forThisMachine(int port) {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Settings(port, system.getTotalMemorySize() >> 20);
  }

  void write(Home home) throws IOException {
    Home.write(home.database().resolve("postgresql.conf"), configuration());
    Home.write(home.database().resolve("pg_hba.conf"), WHO_MAY_LOG_IN);
  }

  private static final String WHO_MAY_LOG_IN =
      """
      # Written by Everthread at every start; what is changed here is lost.
      # Nobody but these three, from this machine, with a password.
      host all        %s %3$s
      host everthread %s %3$s
      host everthread %4$s %3$s
      """
          .formatted(Cluster.SUPERUSER, Roles.OWNER, "127.0.0.1/32 scram-sha-256", Roles.APP);

  String configuration() {
    return """
    # Written by Everthread at every start; what is changed here is lost.
    allow_alter_system = off

    # This machine only; the port is kept in database.port.
    listen_addresses = '127.0.0.1'
    port = %d
    unix_socket_directories = ''
    password_encryption = 'scram-sha-256'
    max_connections = 60
    # Connections whose client was killed end soon, also in the middle of a long query.
    client_connection_check_interval = '5s'

    # What is acknowledged is on the disk.
    fsync = on
    synchronous_commit = on
    full_page_writes = on
    restart_after_crash = on

    # Sized for %d MB of memory, beside a JVM that uses some itself.
    shared_buffers = '%dMB'
    effective_cache_size = '%dMB'
    work_mem = '%dMB'
    maintenance_work_mem = '%dMB'
    # Many captures in a row need no checkpoint each minute; after a crash this much is replayed, in seconds.
    max_wal_size = '2GB'
    min_wal_size = '320MB'
    checkpoint_timeout = '10min'
    checkpoint_completion_target = 0.9
    # What arrives together is committed together by Everthread itself, so nobody waits for a commit's company.
    commit_delay = 0
    # The programs of the jar are built without lz4 and zstd.
    wal_compression = 'pglz'
    # Jobs come and go: what is gone is cleaned up soon, in small pieces.
    autovacuum_naptime = '15s'
    autovacuum_max_workers = 2
    autovacuum_vacuum_cost_limit = 1000
    # Many short queries on an SSD: no compiler, no helpers (which also need /dev/shm, tiny in containers).
    random_page_cost = 1.1
    jit = off
    max_parallel_workers_per_gather = 0
    max_parallel_maintenance_workers = 0

    # The log never holds a statement, a parameter or a row.
    logging_collector = off
    log_destination = 'stderr'
    log_line_prefix = '%%m [%%p] %%e '
    log_min_messages = 'warning'
    log_min_error_statement = 'panic'
    log_error_verbosity = 'terse'
    log_statement = 'none'
    log_min_duration_statement = -1
    log_min_duration_sample = -1
    log_lock_waits = off
    log_parameter_max_length = 0
    log_parameter_max_length_on_error = 0

    log_timezone = 'UTC'
    timezone = 'UTC'
    datestyle = 'iso, ymd'
    lc_messages = 'C'
    lc_monetary = 'C'
    lc_numeric = 'C'
    lc_time = 'C'
    default_text_search_config = 'pg_catalog.simple'
    """
        .formatted(
            port, megabytes, sharedBuffers(), megabytes / 2, workMemory(), maintenanceMemory());
  }

  private long sharedBuffers() {
    return Math.clamp(megabytes * 12 / 100, 32, megabytes < LARGE ? 512 : 2048);
  }

  private long workMemory() {
    return Math.clamp(megabytes / 512, 4, 32);
  }

  private long maintenanceMemory() {
    return Math.clamp(megabytes / 32, 32, 512);
  }
}
