package org.zhixing.organization;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.Ids;
import org.zhixing.platform.crypto.Keyring;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Text;
import org.zhixing.platform.web.Versioned;

/**
 * A member, who belongs to one branch at a time. ID and telephone numbers are kept encrypted and shown masked: ORG-4.
 * Only what changed is written: a rotation of keys may have renewed the ciphertexts since they were read.
 */
@Entity
@DynamicUpdate
public class Member implements Versioned {
    @Schema(name = "MemberCategory")
    public enum Category {
        ORDINARY,
        CADRE,
        LEADING_CADRE
    }

    @Schema(name = "MemberStage")
    public enum Stage {
        FULL,
        PROBATIONARY
    }

    public enum Gender {
        MALE,
        FEMALE
    }

    @Schema(name = "MemberState")
    public enum State {
        ACTIVE,
        LEFT
    }

    static final String ID_NUMBER = "member.id_number";
    static final String PHONE = "member.phone";

    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "branch_id")
    private Organization branch;

    private String name;

    @Enumerated(EnumType.STRING)
    private @Nullable Gender gender;

    @Enumerated(EnumType.STRING)
    private Category category;

    @Enumerated(EnumType.STRING)
    private Stage stage;

    private boolean floating;
    private @Nullable LocalDate joinedOn;
    private @Nullable String post;
    private byte @Nullable [] idNumberSecret;
    private byte @Nullable [] idNumberHash;
    private @Nullable String idNumberMasked;
    private byte @Nullable [] phoneSecret;
    private @Nullable String phoneMasked;

    @Enumerated(EnumType.STRING)
    private State state;

    @Version
    private long version;

    protected Member() {}

    /** The facts that may be corrected. */
    public record Editable(
            String name,
            @Nullable String phone,
            Category category,
            Stage stage,
            boolean floating,
            @Nullable String post,
            @Nullable LocalDate joinedOn) {}

    public Member(Organization branch, Editable facts, @Nullable IdNumber idNumber, Keyring keys) {
        this.id = Ids.next();
        this.branch = branch;
        this.state = State.ACTIVE;
        edit(facts, keys);
        if (idNumber != null) {
            identify(idNumber, keys);
        }
    }

    /** Adds the number of somebody who was entered without one. */
    public void identify(IdNumber idNumber, Keyring keys) {
        if (idNumberHash != null) {
            throw new IllegalStateException("The member has an ID number");
        }
        this.idNumberSecret = keys.encrypt(ID_NUMBER, idNumber.value());
        this.idNumberHash = hash(idNumber, keys);
        this.idNumberMasked = idNumber.masked();
        this.gender = idNumber.gender();
    }

    public boolean identified() {
        return idNumberHash != null;
    }

    public byte @Nullable [] idNumberHash() {
        return idNumberHash;
    }

    /** What a number is kept by without being stored in clear. */
    public static byte[] hash(IdNumber number, Keyring keys) {
        return keys.seal(ID_NUMBER, number.value().getBytes(StandardCharsets.UTF_8));
    }

    /** What a number may be found by: its hash under every key that has been in use. */
    static List<byte[]> hashes(IdNumber number, Keyring keys) {
        return keys.seals(ID_NUMBER, number.value().getBytes(StandardCharsets.UTF_8));
    }

    /** Takes the facts over and says whether any of them differed. */
    public boolean edit(Editable facts, Keyring keys) {
        boolean changed = !facts.equals(editable(keys));
        if (!changed) {
            return false;
        }
        this.name = Text.name(facts.name());
        if (facts.phone() == null || facts.phone().isBlank()) {
            phoneSecret = null;
            phoneMasked = null;
        } else if (!facts.phone().equals(phone(keys))) {
            String phone = facts.phone().strip();
            phoneSecret = keys.encrypt(PHONE, phone);
            phoneMasked = maskPhone(phone);
        }
        this.category = facts.category();
        this.stage = facts.stage();
        this.floating = facts.floating();
        this.post = facts.post() == null || facts.post().isBlank() ? null : Text.name(facts.post());
        this.joinedOn = facts.joinedOn();
        return true;
    }

    public Editable editable(Keyring keys) {
        return new Editable(name, phone(keys), category, stage, floating, post, joinedOn);
    }

    void belongTo(Organization branch) {
        if (state == State.LEFT) {
            throw Refused.conflict("member/left");
        }
        this.branch = branch;
    }

    void leave() {
        state = State.LEFT;
    }

    void comeBack(Organization branch) {
        state = State.ACTIVE;
        this.branch = branch;
    }

    @Nullable
    String idNumber(Keyring keys) {
        return idNumberSecret == null ? null : keys.decrypt(ID_NUMBER, idNumberSecret);
    }

    @Nullable
    String phone(Keyring keys) {
        return phoneSecret == null ? null : keys.decrypt(PHONE, phoneSecret);
    }

    private static String maskPhone(String phone) {
        return phone.length() < 7
                ? "*".repeat(phone.length())
                : phone.substring(0, 3) + "*".repeat(phone.length() - 7) + phone.substring(phone.length() - 4);
    }

    public UUID id() {
        return id;
    }

    public Organization branch() {
        return branch;
    }

    public String name() {
        return name;
    }

    public @Nullable Gender gender() {
        return gender;
    }

    public Category category() {
        return category;
    }

    public Stage stage() {
        return stage;
    }

    public boolean floating() {
        return floating;
    }

    public @Nullable LocalDate joinedOn() {
        return joinedOn;
    }

    public @Nullable String post() {
        return post;
    }

    @Nullable
    String idNumberMasked() {
        return idNumberMasked;
    }

    @Nullable
    String phoneMasked() {
        return phoneMasked;
    }

    public boolean isActive() {
        return state == State.ACTIVE;
    }

    State state() {
        return state;
    }

    @Override
    public long version() {
        return version;
    }
}
