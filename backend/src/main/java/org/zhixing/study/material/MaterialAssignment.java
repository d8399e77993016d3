package org.zhixing.study.material;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.zhixing.campaign.PhaseKind;
import org.zhixing.organization.Member;
import org.zhixing.platform.Ids;

/** A material's place in the reading list of one phase, for some categories of members or all. */
@Entity
class MaterialAssignment {
    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "material_id")
    private Material material;

    @Enumerated(EnumType.STRING)
    private PhaseKind phase;

    private boolean ordinary;
    private boolean cadre;
    private boolean leadingCadre;
    private boolean required;
    private int position;

    protected MaterialAssignment() {}

    /** @param categories who is to read it; nobody named means everybody */
    MaterialAssignment(
            Material material, PhaseKind phase, Set<Member.Category> categories, boolean required, int position) {
        boolean all = categories.isEmpty();
        this.id = Ids.next();
        this.material = material;
        this.phase = phase;
        this.ordinary = all || categories.contains(Member.Category.ORDINARY);
        this.cadre = all || categories.contains(Member.Category.CADRE);
        this.leadingCadre = all || categories.contains(Member.Category.LEADING_CADRE);
        this.required = required;
        this.position = position;
    }

    /** The condition that it is for a category. */
    static String isFor(Member.Category category) {
        return switch (category) {
            case ORDINARY -> "a.ordinary = true";
            case CADRE -> "a.cadre = true";
            case LEADING_CADRE -> "a.leadingCadre = true";
        };
    }

    /** Whether two places in one phase would tell the same reader twice. */
    boolean overlaps(MaterialAssignment other) {
        return phase == other.phase
                && (ordinary && other.ordinary || cadre && other.cadre || leadingCadre && other.leadingCadre);
    }

    UUID id() {
        return id;
    }

    Material material() {
        return material;
    }

    PhaseKind phase() {
        return phase;
    }

    int phaseOrdinal() {
        return phase.ordinal();
    }

    /** Who is to read it; empty for everybody. */
    Set<Member.Category> categories() {
        Set<Member.Category> named = EnumSet.noneOf(Member.Category.class);
        if (!(ordinary && cadre && leadingCadre)) {
            if (ordinary) {
                named.add(Member.Category.ORDINARY);
            }
            if (cadre) {
                named.add(Member.Category.CADRE);
            }
            if (leadingCadre) {
                named.add(Member.Category.LEADING_CADRE);
            }
        }
        return named;
    }

    boolean isRequired() {
        return required;
    }

    int position() {
        return position;
    }
}
