package org.zhixing.rectification;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.Ids;
import org.zhixing.platform.web.Text;

/** One thing that is done about an item. */
@Entity
public class Measure {
    @Schema(name = "MeasureState")
    public enum Progress {
        TODO,
        DOING,
        DONE
    }

    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "item_id")
    private RectificationItem item;

    private int ordinal;
    private String title;
    private @Nullable LocalDate dueOn;

    @Enumerated(EnumType.STRING)
    private Progress state;

    private @Nullable Instant doneAt;
    private int evidenceCount;

    protected Measure() {}

    Measure(RectificationItem item, int ordinal, String title, @Nullable LocalDate dueOn) {
        this.id = Ids.next();
        this.item = item;
        this.ordinal = ordinal;
        this.title = Text.name(title);
        this.dueOn = dueOn;
        this.state = Progress.TODO;
    }

    void edit(String title, @Nullable LocalDate dueOn, Progress state, Instant at) {
        this.title = Text.name(title);
        this.dueOn = dueOn;
        if (this.state != state) {
            this.state = state;
            this.doneAt = state == Progress.DONE ? at : null;
        }
    }

    void evidenced() {
        evidenceCount++;
    }

    /** Done, and with something that shows it. */
    boolean proven() {
        return state == Progress.DONE && evidenceCount > 0;
    }

    public UUID id() {
        return id;
    }

    int ordinal() {
        return ordinal;
    }

    public String title() {
        return title;
    }

    @Nullable
    LocalDate dueOn() {
        return dueOn;
    }

    public Progress state() {
        return state;
    }

    @Nullable
    Instant doneAt() {
        return doneAt;
    }

    int evidenceCount() {
        return evidenceCount;
    }
}
