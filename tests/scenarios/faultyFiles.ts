/** Texts of scenario files, faultless and with each kind of fault. All invented. */

/** A file of one version. */
export const scenario = (indicator: string, id = "stretch") => `id: ${id}
title: {vi: Phấn đấu, en: Stretch}
year: 2027
versions:
  - version: 1
    decided: 2027-01-05
    indicators:
${indicator}`;

export const shares = `      - indicator: budget-revenue
        unit: million_vnd
        year_target: 1200
        phasing:
          shares: [5, 5, 10, 10, 10, 10, 10, 10, 10, 10, 5, 5]
`;

const level = (lines: string) => `      - indicator: insured-share
        unit: percent
        year_target: 95
        phasing:
          ${lines}
`;
export const money = (lines: string) => `    disbursement:
${lines}`;
const byRule = (rule: string) => shares.replace(/shares: .*/, `rule: {${rule}}`).replace(/ *year_target.*\n/, "");
const equalMonths =
  "{1: 100, 2: 100, 3: 100, 4: 100, 5: 100, 6: 100, 7: 100, 8: 100, 9: 100, 10: 100, 11: 100, 12: 100}";

/** Every kind of refusal: what is wrong, and how the sentence goes on after file and line, in both languages. */
export const faults: [fault: string, indicators: string, line: number, vi: RegExp, en: RegExp][] = [
  [
    "an unknown indicator",
    shares.replace("budget-revenue", "budget-revenu"),
    8,
    /không có chỉ tiêu nào mang mã "budget-revenu"; gần nhất là "budget-revenue"/,
    /no indicator is called "budget-revenu"; the nearest known one is "budget-revenue"/,
  ],
  ["an indicator twice", shares + shares, 13, /có hai lần trong phiên bản 1; hãy giữ một/, /stands twice in version 1/],
  [
    "another unit",
    shares.replace("million_vnd", "percent"),
    9,
    /tính bằng million_vnd, không phải percent; hãy quy đổi/,
    /counted in million_vnd, not in percent/,
  ],
  [
    "shares that do not add up",
    shares.replace("[5,", "[6,"),
    12,
    /mười hai tỷ trọng cộng lại là 101; phải bằng 1 hoặc 100/,
    /the twelve shares add up to 101; they must make 1 or 100/,
  ],
  [
    "a profile of nothing",
    shares.replace(/shares: .*/, "profile: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]"),
    12,
    /cả mười hai trọng số đều bằng 0/,
    /all twelve weights are 0/,
  ],
  [
    "eleven shares",
    shares.replace("[5, 5,", "[10,"),
    12,
    /phasing\.shares: phải có ít nhất 12 mục/,
    /phasing\.shares: .*12/,
  ],
  [
    "months that do not add up",
    shares.replace(/shares: .*/, `months: ${equalMonths.replace("12: 100", "12: 101")}`),
    12,
    /các tháng cộng lại là 1201, mục tiêu cả năm là 1200; hãy sửa một trong hai/,
    /the months add up to 1201, the year's target is 1200; mend one of them/,
  ],
  [
    "a month that is none",
    shares.replace(/shares: .*/, "months: {13: 1200}"),
    12,
    /phasing\.months\.13: không có tháng này; tháng là số từ 1 đến 12/,
    /phasing\.months\.13: there is no such month; months are 1 to 12/,
  ],
  [
    "a missing month of a flow",
    shares.replace(/shares: .*/, "months: {1: 1200}"),
    12,
    /còn thiếu các tháng 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12/,
    /months 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 are missing/,
  ],
  [
    "sums that the months don't bear out",
    shares.replace(/shares: .*/, `months: ${equalMonths}\n          to_date: {3: 400}`),
    13,
    /các tháng đến tháng 3 cộng lại là 300, to_date ghi 400/,
    /the months to 3 add up to 300, to_date says 400/,
  ],
  [
    "sums that end elsewhere",
    shares.replace(/shares: .*/, `months: ${equalMonths}\n          to_date: {12: 1205}`),
    13,
    /lũy kế tháng 12 là 1205, mục tiêu cả năm là 1200/,
    /December's sum is 1205, the year's target is 1200/,
  ],
  [
    "sums of a level",
    level("months: {1: 90, 12: 95}\n          to_date: {1: 90}"),
    13,
    /là một mức, không có lũy kế từ tháng 1; hãy bỏ to_date/,
    /a level has no sum since January; leave to_date out/,
  ],
  [
    "a level that ends elsewhere",
    level("months: {12: 96}"),
    12,
    /tháng 12 là 96, mục tiêu cả năm là 95/,
    /December is 96, the year's target 95/,
  ],
  [
    "a rule on a scenario that is not there",
    byRule("on: elsewhere, growth_pct: 10"),
    11,
    /không có kịch bản "elsewhere" để dựa vào/,
    /there is no scenario "elsewhere" to stand on/,
  ],
  [
    "a rule on itself",
    byRule("on: stretch, growth_pct: 10"),
    11,
    /stretch → stretch dựa vòng quanh nhau/,
    /stretch → stretch is a ring/,
  ],
  ["a rule that leaves less than nothing", byRule("on: reported, growth_pct: -100"), 11, /phải lớn hơn -100/, />-100/],
  ["no year target", shares.replace(/ *year_target.*\n/, ""), 8, /còn thiếu year_target/, /year_target is missing/],
  [
    "a target that is no number",
    shares.replace("1200", "nhiều"),
    10,
    /year_target: phải là số; hãy sửa lại/,
    /year_target: .*expected number/,
  ],
  [
    "an unknown key",
    shares.replace("year_target: 1200", "year_target: 1200\n        yeartarget: 1"),
    8,
    /không có mục nào tên là "yeartarget"; hãy xóa hoặc sửa tên/,
    /"yeartarget"/,
  ],
  [
    "an unknown project",
    shares + money("      - project: duong-truc-chin\n        targets: [{by: 2027-12-31, vnd: 5}]\n"),
    14,
    /không báo cáo nào có dự án "duong-truc-chin"; gần nhất là "duong-truc-chinh"/,
    /no report has a project "duong-truc-chin"; the nearest known one is "duong-truc-chinh"/,
  ],
  [
    "an unknown group",
    shares + money("      - group: C\n        targets: [{by: 2027-12-31, vnd: 5}]\n"),
    14,
    /không báo cáo nào có nhóm dự án "C"; hiện có: A, B/,
    /no report has a group "C"; there is: A, B/,
  ],
  [
    "no one thing that is paid for",
    shares + money("      - targets: [{by: 2027-12-31, vnd: 5}]\n"),
    14,
    /hãy ghi đúng một trong ba: project, group hoặc portfolio/,
    /name exactly one of project, group and portfolio/,
  ],
  [
    "a date twice",
    shares +
      money(
        "      - portfolio: true\n        targets:\n          - {by: 2027-12-31, vnd: 5}\n          - {by: 2027-12-31, vnd: 6}\n",
      ),
    17,
    /mục tiêu đến ngày 2027-12-31 có hai lần/,
    /the target by 2027-12-31 stands twice/,
  ],
  [
    "a share above its whole",
    level("shares: [5, 5, 10, 10, 10, 10, 10, 10, 10, 10, 5, 5]").replace("95", "104"),
    10,
    /104 trên 100, mức cao nhất mà "insured-share" \(percent\) có thể đạt; hãy sửa số này/,
    /104 is above 100, the most that "insured-share" \(percent\) can be; mend this figure/,
  ],
  [
    "a month of a share below none",
    level("months:\n            1: 90\n            2: -3\n            12: 95"),
    14,
    /-3 dưới 0, mức thấp nhất/,
    /-3 is below 0, the least that/,
  ],
  [
    "a month of a count below none",
    shares
      .replace("budget-revenue", "new-rooms")
      .replace("million_vnd", "room")
      .replace(/shares: .*/, `months: ${equalMonths.replace("2: 100, 3: 100", "2: -50, 3: 250")}`),
    12,
    /-50 dưới 0/,
    /-50 is below 0/,
  ],
  [
    "a negative month's number",
    shares.replace(/shares: .*/, "months: {-1: 1200}"),
    12,
    /phasing\.months\.-1: không có tháng này/,
    /phasing\.months\.-1: there is no such month/,
  ],
  [
    "two ways of phasing",
    shares.replace(/shares: .*/, "rule: {on: reported, growth_pct: 1}\n          profile: []"),
    12,
    /phasing: hãy ghi đúng một trong bốn cách: months, shares, profile, rule; ở đây có profile và rule/,
    /phasing: name exactly one of months, shares, profile, rule; here are profile and rule/,
  ],
  [
    "a date of payment in another year",
    shares + money("      - portfolio: true\n        targets: [{by: 2028-12-31, vnd: 5}]\n"),
    15,
    /ngày 2028-12-31 nằm ngoài niên độ 2027 \(2027-01-01 đến 2028-01-31\)/,
    /2028-12-31 lies outside the budget year 2027 \(2027-01-01 to 2028-01-31\)/,
  ],
  [
    "a day that is none",
    shares + money("      - portfolio: true\n        targets: [{by: 2027-02-30, vnd: 5}]\n"),
    15,
    /phải là một ngày có thật, viết như 2026-03-31/,
    /Invalid ISO date/,
  ],
  [
    "a key twice",
    shares.replace("year_target: 1200", "year_target: 1200\n        year_target: 1300"),
    11,
    /không đúng dạng YAML: một mục có hai lần; hãy giữ một/,
    /Map keys must be unique/,
  ],
  [
    "tabs",
    shares.replace("        unit", "\tunit"),
    9,
    /không đúng dạng YAML: lề thụt bằng phím Tab; hãy dùng dấu cách/,
    /Tabs are not allowed as indentation/,
  ],
  ["no YAML", `${shares}  [`, 13, /không đúng dạng YAML: lề thụt không thẳng hàng/, /not valid YAML/],
];
