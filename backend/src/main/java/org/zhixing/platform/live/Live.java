package org.zhixing.platform.live;

import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** Where features tell of changes and open streams of them. A topic is any short name without a blank. */
@ApplicationScoped
public class Live {
    static final String CHANNEL = "zhixing_live";

    @Inject
    EntityManager entities;

    @Inject
    LiveStreams streams;

    @Inject
    LiveListener listener;

    @Inject
    Vertx vertx;

    /**
     * Tells everybody who follows the topic, on every replica, once the current transaction has been committed, and
     * nobody where it is not. The same change told twice in one transaction is told once.
     *
     * @param kind what kind of thing changed, an enum's name of the feature's own
     * @param version the thing's version after the change: flush before
     */
    public void changed(String topic, String kind, UUID id, long version) {
        entities.createNativeQuery("select count(*) from pg_notify(:channel, :what)")
                .setParameter("channel", CHANNEL)
                .setParameter("what", topic + " " + kind + " " + id + " " + version)
                .getSingleResult();
    }

    /**
     * Holds a stream of a topic's changes open and returns at once. The caller has been let in already.
     *
     * @param holder the account; each may hold so many streams
     * @param mayStay asked again while the stream is held, on a thread without a request
     */
    public void stream(
            String topic, UUID holder, Duration longest, BooleanSupplier mayStay, SseEventSink sink, Sse sse) {
        listener.listen();
        LiveStream stream = new LiveStream(topic, holder, mayStay, sink, sse);
        streams.open(stream);
        long timer = vertx.setTimer(longest.toMillis(), over -> stream.close());
        stream.atEnd(() -> vertx.cancelTimer(timer));
    }
}
