package org.zhixing.platform.live;

import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** One caller's open stream. Who reads too slowly is not sent the rest one by one, but told to read everything anew. */
final class LiveStream {
    private static final int MOST_UNSENT = 32;

    private final String topic;
    private final UUID holder;
    private final long endsAt;
    private final BooleanSupplier mayStay;
    private final SseEventSink sink;
    private final Sse sse;
    private final AtomicInteger unsent = new AtomicInteger();
    private final AtomicBoolean behind = new AtomicBoolean();

    LiveStream(String topic, UUID holder, Duration longest, BooleanSupplier mayStay, SseEventSink sink, Sse sse) {
        this.topic = topic;
        this.holder = holder;
        this.endsAt = System.nanoTime() + longest.toNanos();
        this.mayStay = mayStay;
        this.sink = sink;
        this.sse = sse;
    }

    void tell(LiveEvent event) {
        if (unsent.get() >= MOST_UNSENT) {
            behind.set(true);
            return;
        }
        String id = event.id() == null ? "null" : '"' + event.id().toString() + '"';
        send(sse.newEvent("{\"kind\":\"%s\",\"id\":%s,\"version\":%d}".formatted(event.kind(), id, event.version())));
    }

    /** Keeps what lies between from taking the connection for a dead one, and finds out whether it is. */
    void beat() {
        if (unsent.get() < MOST_UNSENT) {
            send(sse.newEventBuilder().comment("").build());
        }
    }

    private void send(OutboundSseEvent event) {
        unsent.incrementAndGet();
        sink.send(event).whenComplete((sent, failed) -> {
            int left = unsent.decrementAndGet();
            if (failed != null) {
                close();
            } else if (left == 0 && behind.compareAndSet(true, false)) {
                tell(LiveEvent.REFETCH);
            }
        });
    }

    void close() {
        sink.close();
    }

    boolean isClosed() {
        return sink.isClosed();
    }

    boolean isOver() {
        return System.nanoTime() - endsAt >= 0;
    }

    boolean mayStay() {
        return mayStay.getAsBoolean();
    }

    String topic() {
        return topic;
    }

    UUID holder() {
        return holder;
    }
}
