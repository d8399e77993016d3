package org.zhixing.study.material;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.Campaign;
import org.zhixing.organization.Organization;
import org.zhixing.platform.Ids;
import org.zhixing.platform.file.StoredFile;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Text;
import org.zhixing.platform.web.Versioned;

/** Something to study: a file, a link or a text. Whoever is at or below its organisation sees it. */
@Entity
public class Material implements Versioned {
    /** What it consists of; this never changes. */
    @Schema(name = "MaterialKind")
    public enum Kind {
        FILE,
        LINK,
        TEXT
    }

    @Schema(name = "MaterialState")
    public enum State {
        PUBLISHED,
        WITHDRAWN;

        Set<State> next() {
            return switch (this) {
                case PUBLISHED -> EnumSet.of(WITHDRAWN);
                case WITHDRAWN -> EnumSet.of(PUBLISHED);
            };
        }
    }

    /** What may be corrected; text and url only of a material that is one. */
    record Facts(
            String title,
            @Nullable String author,
            @Nullable String source,
            boolean setText,
            @Nullable String text,
            @Nullable String url) {}

    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "campaign_id")
    private Campaign campaign;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "organization_id")
    private Organization organization;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private String title;
    private @Nullable String author;
    private @Nullable String source;
    private @Nullable String text;
    private @Nullable String url;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "file_id")
    private @Nullable StoredFile file;

    private boolean setText;

    @Enumerated(EnumType.STRING)
    private State state;

    private @Nullable String withdrawReason;
    private int assignmentsEdition;
    private String createdBy;
    private Instant createdAt;

    @Version
    private long version;

    protected Material() {}

    Material(
            Campaign campaign,
            Organization organization,
            Kind kind,
            Facts facts,
            @Nullable StoredFile file,
            String by,
            Instant at) {
        this.id = Ids.next();
        this.campaign = campaign;
        this.organization = organization;
        this.kind = kind;
        this.file = file;
        this.state = State.PUBLISHED;
        this.createdBy = by;
        this.createdAt = at;
        correct(facts);
    }

    void correct(Facts facts) {
        only(Kind.TEXT, "/text", facts.text());
        only(Kind.LINK, "/url", facts.url());
        if (facts.url() != null && !WebAddress.isOne(facts.url())) {
            throw Refused.field("/url", "material/url");
        }
        this.title = Text.name(facts.title());
        this.author = name(facts.author());
        this.source = name(facts.source());
        this.setText = facts.setText();
        this.text = facts.text();
        this.url = facts.url();
    }

    /** A text has a text, a link an address, and nothing else has either. */
    private void only(Kind of, String pointer, @Nullable String value) {
        if ((kind == of) != (value != null && !value.isBlank())) {
            throw Refused.field(pointer, kind == of ? "material/needed" : "material/not-of-kind", kind);
        }
    }

    Facts facts() {
        return new Facts(title, author, source, setText, text, url);
    }

    /** Takes it out of every list, with the reason, or puts it back. */
    void moveTo(State to, @Nullable String reason) {
        if (!state.next().contains(to)) {
            throw Refused.conflict("material/move", state, to).allowing(state.next());
        }
        if (to == State.WITHDRAWN && (reason == null || reason.isBlank())) {
            throw Refused.field("/reason", "reason-needed");
        }
        state = to;
        withdrawReason = to == State.WITHDRAWN && reason != null ? reason.strip() : null;
    }

    void assigned() {
        assignmentsEdition++;
    }

    /** What can be shown or saved; a withdrawn material is not handed out any more. */
    StoredFile handedOut() {
        if (state == State.WITHDRAWN) {
            throw Refused.conflict("material/withdrawn", String.valueOf(withdrawReason));
        }
        if (file == null) {
            throw Refused.notFound();
        }
        return file;
    }

    private static @Nullable String name(@Nullable String given) {
        return given == null || given.isBlank() ? null : Text.name(given);
    }

    public UUID id() {
        return id;
    }

    public Campaign campaign() {
        return campaign;
    }

    public Organization organization() {
        return organization;
    }

    public Kind kind() {
        return kind;
    }

    public String title() {
        return title;
    }

    public @Nullable String author() {
        return author;
    }

    @Nullable
    String source() {
        return source;
    }

    /** Markdown, of a text. */
    public @Nullable String text() {
        return text;
    }

    @Nullable
    String url() {
        return url;
    }

    @Nullable
    StoredFile file() {
        return file;
    }

    /** Whether it is one of the set texts (规定篇目). */
    public boolean isSetText() {
        return setText;
    }

    public State state() {
        return state;
    }

    @Nullable
    String withdrawReason() {
        return withdrawReason;
    }

    String createdBy() {
        return createdBy;
    }

    public Instant createdAt() {
        return createdAt;
    }

    @Override
    public long version() {
        return version;
    }
}
