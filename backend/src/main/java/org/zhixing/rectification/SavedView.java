package org.zhixing.rectification;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.organization.Organization;
import org.zhixing.platform.Ids;
import org.zhixing.platform.web.Text;
import org.zhixing.platform.web.Versioned;

/** A way to look at the ledger that somebody keeps, and may share at an organisation. */
@Entity
@Table(name = "ledger_view")
class SavedView implements Versioned {
    @Id
    private UUID id;

    private UUID accountId;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "organization_id")
    private @Nullable Organization organization;

    private String name;
    private String content;
    private Instant createdAt;

    @Version
    private long version;

    protected SavedView() {}

    SavedView(UUID account, @Nullable Organization organization, String name, String content, Instant at) {
        this.id = Ids.next();
        this.accountId = account;
        this.createdAt = at;
        edit(organization, name, content);
    }

    final void edit(@Nullable Organization organization, String name, String content) {
        this.organization = organization;
        this.name = Text.name(name);
        this.content = content;
    }

    boolean isOf(UUID account) {
        return accountId.equals(account);
    }

    UUID id() {
        return id;
    }

    @Nullable
    Organization organization() {
        return organization;
    }

    String name() {
        return name;
    }

    String content() {
        return content;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Override
    public long version() {
        return version;
    }
}
