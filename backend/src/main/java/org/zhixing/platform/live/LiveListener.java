package org.zhixing.platform.live;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Hears what any replica tells, over one connection of its own beside the pool, opened with the first stream. Where the
 * connection breaks it is made anew, later and later, and everybody is told that something may have been missed.
 */
@ApplicationScoped
class LiveListener {
    private static final Logger LOG = Logger.getLogger(LiveListener.class);
    private static final Duration QUIET = Duration.ofSeconds(15);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    @Inject
    LiveStreams streams;

    @ConfigProperty(name = "zhixing.live.database-url")
    Optional<String> ownUrl;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    Optional<String> poolUrl;

    @ConfigProperty(name = "quarkus.datasource.username")
    Optional<String> user;

    @ConfigProperty(name = "quarkus.datasource.password")
    Optional<String> password;

    private @Nullable Thread thread;
    private volatile boolean ending;
    private volatile @Nullable Connection connection;

    /** Begins to listen where nothing listens yet. */
    synchronized void listen() {
        if (thread == null && !ending) {
            thread = Thread.ofPlatform().daemon().name("live-listener").start(this::run);
        }
    }

    synchronized void stop(@Observes ShutdownEvent stopping) {
        ending = true;
        if (thread != null) {
            thread.interrupt();
        }
        breakOff();
    }

    /** Ends the connection, as a restart of the database does. */
    void breakOff() {
        Connection current = connection;
        if (current != null) {
            try {
                current.abort(Runnable::run);
            } catch (SQLException gone) {
                LOG.debug("The connection was gone already", gone);
            }
        }
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        while (!ending) {
            try (Connection opened = connect();
                    Statement statement = opened.createStatement()) {
                connection = opened;
                statement.execute("listen " + Live.CHANNEL);
                streams.tellAllToRefetch();
                pause = FIRST_PAUSE;
                hear(opened.unwrap(PGConnection.class), statement);
            } catch (SQLException | RuntimeException broken) {
                if (!ending) {
                    LOG.warnf("Live changes are not heard for %d s: %s", pause.toSeconds(), broken.getMessage());
                    rest(pause);
                    pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                }
            }
        }
    }

    private void hear(PGConnection told, Statement statement) throws SQLException {
        while (!ending) {
            PGNotification[] heard = told.getNotifications((int) QUIET.toMillis());
            if (heard == null || heard.length == 0) {
                statement.execute("select 1"); // a peer that vanished says nothing either
                continue;
            }
            for (PGNotification one : heard) {
                String[] what = one.getParameter().split(" ");
                streams.tell(what[0], new LiveEvent(what[1], UUID.fromString(what[2]), Long.parseLong(what[3])));
            }
        }
    }

    private Connection connect() throws SQLException {
        Properties how = new Properties();
        user.ifPresent(name -> how.setProperty("user", name));
        password.ifPresent(secret -> how.setProperty("password", secret));
        how.setProperty("ApplicationName", "zhixing-live");
        how.setProperty("connectTimeout", "10");
        how.setProperty("socketTimeout", "30");
        how.setProperty("tcpKeepAlive", "true");
        Connection made = new Driver().connect(ownUrl.or(() -> poolUrl).orElseThrow(), how);
        if (made == null) {
            throw new SQLException("not an address of PostgreSQL");
        }
        return made;
    }

    private static void rest(Duration pause) {
        try {
            Thread.sleep(pause.plusMillis(ThreadLocalRandom.current().nextLong(500)));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
