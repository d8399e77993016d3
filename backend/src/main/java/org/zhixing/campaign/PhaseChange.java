package org.zhixing.campaign;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.zhixing.platform.Ids;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.Text;

/** What a phase's dates were before they changed, why they did, and what ordered it. Never changed itself. CAM-4. */
@Entity
public class PhaseChange {
    /** The document that ordered it. */
    @Schema(name = "OrderingDocument", description = "依据文件 The document that ordered it")
    public record Document(
            @NotNull @Length(min = 1, max = 60) @Schema(description = "文号 Its number", examples = "城工委发〔2026〕12号")
            String number,

            @NotNull @Length(min = 1, max = 120) @Schema(examples = "关于延长学习动员阶段的通知")
            String title) {}

    /** Why, and on whose word. */
    public record Grounds(String reason, Document document) {}

    @Id
    private UUID id;

    private UUID campaignId;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "batch_id")
    private Batch batch;

    @Enumerated(EnumType.STRING)
    private PhaseKind phase;

    private boolean shifted;
    private LocalDate wasStartsOn;
    private LocalDate wasEndsOn;
    private LocalDate startsOn;
    private LocalDate endsOn;
    private String reason;
    private String documentNumber;
    private String documentTitle;
    private String changedBy;
    private Instant changedAt;

    protected PhaseChange() {}

    PhaseChange(Batch batch, Batch.Dates was, Batch.Dates to, boolean shifted, Grounds grounds, String by, Instant at) {
        this.id = Ids.next();
        this.campaignId = batch.campaignId();
        this.batch = batch;
        this.phase = to.kind();
        this.shifted = shifted;
        this.wasStartsOn = was.startsOn();
        this.wasEndsOn = was.endsOn();
        this.startsOn = to.startsOn();
        this.endsOn = to.endsOn();
        this.reason = grounds.reason();
        this.documentNumber = Text.name(grounds.document().number());
        this.documentTitle = Text.name(grounds.document().title());
        this.changedBy = by;
        this.changedAt = at;
    }

    UUID id() {
        return id;
    }

    Batch batch() {
        return batch;
    }

    PhaseKind phase() {
        return phase;
    }

    /** Whether it only moved along with an earlier phase. */
    boolean shifted() {
        return shifted;
    }

    LocalDate wasStartsOn() {
        return wasStartsOn;
    }

    LocalDate wasEndsOn() {
        return wasEndsOn;
    }

    LocalDate startsOn() {
        return startsOn;
    }

    LocalDate endsOn() {
        return endsOn;
    }

    String reason() {
        return reason;
    }

    Document document() {
        return new Document(documentNumber, documentTitle);
    }

    String changedBy() {
        return changedBy;
    }

    Instant changedAt() {
        return changedAt;
    }
}
