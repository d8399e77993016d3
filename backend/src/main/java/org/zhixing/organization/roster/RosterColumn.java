package org.zhixing.organization.roster;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A column of a roster and the headings people give it. ORG-5. */
enum RosterColumn {
    NAME("姓名", "党员姓名", "name"),
    BRANCH("支部", "所在支部", "党支部", "所在党支部", "支部名称", "党支部名称", "支部编码", "支部代码", "branch", "branchcode"),
    ID_NUMBER("身份证号", "身份证号码", "公民身份号码", "身份证", "证件号码", "idnumber"),
    PHONE("手机号", "手机", "手机号码", "电话", "联系电话", "电话号码", "联系方式", "phone", "mobile"),
    CATEGORY("党员类别", "类别", "人员类别", "category"),
    STAGE("党籍", "党员状态", "党员阶段", "正式或预备", "正式/预备", "stage"),
    FLOATING("流动党员", "是否流动党员", "是否流动", "流动", "floating"),
    JOINED_ON("入党日期", "入党时间", "加入党组织日期", "joinedon", "joined"),
    POST("职务", "党内职务", "岗位", "post");

    private final List<String> headings;

    RosterColumn(String... headings) {
        this.headings = List.of(headings);
    }

    /** The heading that the template uses. */
    String heading() {
        return headings.getFirst();
    }

    boolean isProtected() {
        return this == ID_NUMBER || this == PHONE;
    }

    /** Spaces, stars, colons, case and what stands in brackets do not matter: "* 身份证号（18位）" is an ID number. */
    static Optional<RosterColumn> of(String heading) {
        String plain = heading.replaceAll("[（(\\[【].*", "")
                .replaceAll("[\\s*＊:：_\\-\\u3000]", "")
                .toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(column -> column.headings.contains(plain))
                .findFirst();
    }
}
