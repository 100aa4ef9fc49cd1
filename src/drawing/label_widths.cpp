// Measured widths of characters, for label.cpp.

#include "drawing/label_widths.hpp"

#include <array>
#include <string_view>

namespace valla::drawing {

namespace {

/// One letter for each character from `first` on: '0' for no width, the next letter for up to a
/// twentieth of the font size, and so on; '~' where Unicode 15 has no character. Of Liberation
/// Sans, Noto Sans and DejaVu Sans the widest counts. A mark has the most that it added to any
/// letter of its script; an Arabic letter the most of its four forms.
struct Block {
    char32_t first;
    std::string_view regular;
    std::string_view bold;
};

// clang-format off
constexpr std::array blocks = {
    Block{0xA0,
    R"(79====<<<D:=A0D<:A99:=>7:9:=DDD=>>>>>>D?>>>>7777@@@@@@@A@????>>=======D;====6666=======A)"
    R"(=====<=<>=>=>=?;?;?;?;@=@=>=>=>=>=>=@=@=@=@=@=C>7676767676?<:6><<<6<6<8<7<6@=@=@=A@=@=@=)"
    R"(@=FE?9?9?9>;>;>;>;=8=8=8?=?=?=?=?=?=DA><>>;>;>;8=@>=>=??;@A>==>@==<@>D87?<6<E@=@C>FA@=>>)"
    R"(;=88=8=B>@?@?>;>><;=><;=7<<6MJHFA;IEB>=76@=?=?=?=?=?==>=>=DD@=@=><@=@=><6MJH@=G>@=>=DD@=)"
    R"(>=>=>=>=7676@=@=?9?9?=?=>;=8=;@=?B>=>;>=>=@=@=@=@=><:A:6DD>?;<=;;=:>?>>=:6@=?9><====;;=>)"
    R"(==A;;@>6>==<====6788:6?DDD====B@?99999;;==;77:788===<A<=;;<<;;;;@<>?>8>;?;;EFEA=BB?>;<>>)"
    R"(9946668;86:7777788<<<<::7:::7:::7777::87::::::7:94898:::::99::;9977:799:67777;;;22202020)"
    R"(0000000202000000000300000000000000000000000000000000000022002000000000001000111001010000)"
    R"(0001111111111111><B=77@=~~<;;;76~~~~<<>7@B:~A~BA7>><>>>@@7>>C@=@@>~==>A>A@7>>;=7=>=<=;;=)"
    R"(=7<<=<<=>=<===?<@A7===A>==@D@?B>@=?<=:>>B=CA@>@=>>@=?==;>=;6@==>=?C?=???>>B=?>77:FEB?@=@)"
    R"(>>>=@>F=@@?@C@@@>?==B>@>FFAB>?F?==<;>=C;====@>=>=;<<B<>=CC?@<;A====;;;666CB>==<>KA@>C?B@)"
    R"(HEA>FB=;BB@=A>A>IFD@HEKA?;=0000099@>><>==;><>;FC=;?=?=?=BA@>EBGCB>?;=<=<=<><CA?=>=>=C?C?)"
    R"(7FC>=@>@>@>>=C@7>=>=DD>=@=@=FC=;><@=@=@=@=@=?;=<=<=<>==;B@><><><>=EBDB><FDGD@>@?=;@=HDBB)"
    R"(ED@=DA?=FCFC@>?=?=MH><?<~@?@@?@=?B@>;CB??@@@@??@??A@@?@?>?;A@@@~~775859:CD=>>==;=?>=6D==)"
    R"(=====6=:=9D<===D==9D==AA678~~AA?~11111111111111111111111111111111111111110010180<0061191)"
    R"(~~~~~~~~><9<>67>>6;;<>>69>===;<?<?>~~~~?;;;9=~~~~~~~~~~~COHB[I==C@D<77H=IIIII0IIIII70?7;)"
    R"(@:77;7A7D;DD===;;<<JJIICC<<DD@@@6EAA@>@;;AA00000000000I0II0IIIII;;;;;;;;;;;77;DA077767<<)"
    R"(DDDDDDDDD=======;;;;;;;;;<<<<=<<<<JJJIIC<EEEEEEAABFBAAABBBBBB@@@@@@@@@>=<>>><<;;;<<;AFA<)"
    R"(AD<<4;IIIIIIIGFIIIIII56II<IIII<8;;;;;;;;;;JI=:=B)",
    R"(7:>>=><<=D<=A0D<:A99:?>8:9<=EEE=@@@@@@F?>>>>8888AABBBBBABAAAA???>>>>>>E<>>>>7777>?>>>>>A)"
    R"(>????>?>@>@>@>?<?<?<?<A?A?>>>>>>>>>>A?A?A?A?A?D@8787878787@><7@>>=7=7=:=<=8A?A?A?DA?B>B>)"
    R"(B>HF@:@:@:?<?<?<?<>:>:>:A?A?A?A?A?A?GC?>??<?<?<9?A@?@???<AB@?>>A>><A@E98@>8=EA?BB?GC@?@?)"
    R"(<><:?:>B@BA@@?<@@=<>@=<?8><8PMJHD>JHF@>87B>A?A?A?A?A?>@>@>FEA?A?@>B>B>@<7PMJA?J@A?@>FEB>)"
    R"(@>@>>>>>8787B>B>@:@:A?A??<>:>=A?ABA>?<@>>>B>B>B>B>?>:B;7FF@?<=><<@=@A@>><7B@@:?>>???<<?@)"
    R"(>>B<<A?7@?===???;9;<>7AEEE?@?>CAA;;=::<<==<99=<::C@>>C>?>>==<<<<B=?>>:?;@<<HIID@CEB@<=?@)"
    R"(::57779<97;8888888<<<<;;7:::7:::7788::97:::::;8:95898:::::99;:>9977:8;;:77777;;;00000000)"
    R"(0000000000000000000300000000000000000000000000000000000000000000000000000000000000000000)"
    R"(0000000000000000><EA77A?~~<<<<88~~~~<<@8BE<~B~DB9@@=@>?AB8@@DA=BA?~>>?B@BB8?><?9>>?>><<?)"
    R"(>9?=?><>@?<@=>@=AB9>>>B@>?@E@AD?B>?<>;@>C=FBA?C??>@>@?><??<7B==???DA????>>B=??88<HGBAA@A)"
    R"(@@@=B>I?AAAADABA??>@D@CAIKCE@?H@>>=;A>D<??>?A>>>?<<>D=?>FG@C=<D=>>?;<<777DD?>?>>JBB?EADA)"
    R"(LGB@IE><FFB>B>B>KHFBMHJB?<>0000099DA@=??=;>;A>ID?<@>A>A>EADAGBJEDB?<><?>?>@=GEA?A>A?EAEA)"
    R"(8ID@>DAA>DAA>GC8@>@>FE>>A>A>ID?<@=A?A?B>B>B>?<@>@>@>A>=;EC>;@=@=@=HCGCA>IEJEA>CA><A?JFFD)"
    R"(FEB?GCA>JFJEDAA?@=NK@>@>~A?@@?@>?C@><DB??@@@@??@??B@@?@?>?<A@@B~~77787::CD=??==<=@?=7D==)"
    R"(=====7=:=9D<>==D==:D==AA688~~AA?~11111111111111111111111111111110000000000000090<00811:0)"
    R"(~~~~~~~~?=:<>79?>7<<=??7:>>>>>>?=A?~~~~?>==9?~~~~~~~~~~~COHB[I>>CBH<87H=IIIII0IIIII80?7<)"
    R"(@;88=8C8F=FF???<<==MMLLFF>>DD@@@7HCCB@B>=EE00000000000I0II0IIIII===========88;FC077767<<)"
    R"(DFFFFFFFF???????<<<<<<<<<====>====MMMLLF>HHHHHHCCEJECCCEEEEEEBBBBBBBBBC?=>>><<===<<=EFE<)"
    R"(ED<<4=IIIIIIIGFIIIIII56II<IIII<8==========JI=:=B)"},
    Block{0x900,
    R"(0006@@E::;@B><<<<EEEE@A<<==??@?;<<<?<=;=<<<@<?<<99>@@<><>;060:666489900006666066C00??000)"
    R"(@A<?<<@<B>007:<<<<<<<<<<97@@EE@@<?<<?:<<;099~BH;>?BB=~~@B~~?BA>>=?<>C@E<<?<=?==<=~?A<?==)"
    R"(<~?~~~>=>;~~0;6665440~~77~~==0;~~~~~~~~6~~~~?<~=B=00~~<<<<<<<<<<<<<=<??6>:>6;90~~009~?DA)"
    R"(A>>~~~~<?~~>?=<?@<>==<<<><==;<=<=~<<=<<><~>>~<=~<<~~1~56600~~~~00~~000~~~0~~~~~~~<?=<~<~)"
    R"(~~~~~~<<<<<<<<<<00<>N06~~~~~~~~~~005~AF<<<AB>A~AAF~FF;@=<;=>?>>:::;A;<9<;~;:??<<9~=?~<?<)"
    R"(><~~0:66641100~006~660~~B~~~~~~~~~~~~~~~C?00~~;::9:=9;9;7?~~~~~~~?000000~07:~>B@@@AA<~~>)"
    R"(B~~>C@????>?@>??@????>@>?~?B?A?@?~A@~???>?~~095070000~~;;~~??0~~~~~~~A05~~~~??~AA<00~~<<)"
    R"(<<<<<<<<=>5:>:;=~~~~~~~~~~?B~GKG?FO~~~AAE~DDZA~~~E?~E~I>~~~QA~~~@I@~~~BD=BEFBEHKJQ~~~~??)"
    R"(??A~~~C?H~OLX?~~G~~~~~~F~~~~~~~~~~~~~~=AFDCFEAGHBBDDJ]EKXEI~~~~~06;70@@>D@FMB~???~???;@<)"
    R"(F?@@?JD@<??A@????~????FJ<A?=A?;??E~~D<7178>:?~000~7770~~~~~~~00~@??~??~~TI07~~>>@;>?><A>)"
    R"(~~~~~~~E=6:>=<<?<0=7EA@>CGNH?~@@@~???<A=B?@A?JCA=@@A=???>~??@@FI=A?>~@>@>@~~0:9197>F2~19)"
    R"(2~>F:6~~~~~~~82~~~~~??A~P?22~~<==<>?<<?<~;?C~~~~~~~~~~~~00:7<NQDS>NBH~JJX~@JOEDBKFCKCRM<)"
    R"(>IKLEB=CCEBGK>?E?>B?>DEGIH@00:;557755~?<M~IFN0<I~~~~=E?@IGFDOYLKBK55~~<BBF@DI?DGFCM@CILS)"
    R"(\GOF?HEI~0:7~?FEE?>@IIQFP@@MBBL~~~EBB@BF@@@MJGC@AAAHDC@;AC~>@@ACAB@>~A~~@C@@C@A~~~0~~~~8)"
    R"(77006~6~9==JEEH;~~~~~~8AIQ@;A8>I~~A;R~~~~~~~~~~~~<;;==<;;=;<CC==;=CC====;====>>>==<:=<=:)"
    R"(==<<><<;70990000000~~~~=6<7679<00000000<<;=<;;;?<;@B~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~)",
    ""},  // no bold fonts of these scripts were measured
    Block{0x10A0,
    R"(B?>A=@@C:=AB=B@=C==BB?====AB===?A<><<?~<~~~~~<~~;;<A;;;A;;F;;@;;@;>;A;@;;;<;;;;:;;;;;<A<)"
    R"(;<;97<<=)",
    R"(B?>A=@@C:=AB=B@=C==BB?====AB===?A<><<?~<~~~~~<~~<<=A<<<A<<F<<A<<A<?<B<A<<<=<<<<;<<<<<<B=)"
    R"(<=<97<<=)"},
    Block{0x1E00,
    R"(>=>=>=>=?;@=@=@=@=@=>=>=>=>=>==8@=@=@=@=@=@=7676><><><<6<6<6<6CDCDCD@=@=@=@=@=@=@=@=>=>=)"
    R"(?9?9?9?9>;>;>;>;>;=8=8=8=8?=?=?=?=?=><><DADADADADA><><><>;>;>;=8A<=888@=>=>=>=>=>=>=>=>=)"
    R"(>=>=>=>=>=>=>=>=>=>=>=>=7676@=@=@=@=@=@=@=C>C>C>C>C>?=?=B>B>B>B>B>><><><><@;?<=;)",
    R"(@>@?@?@??<A?A?A?A?A?>>>>>>>>>>>9A?A?A?A?A?A?8787@>@>@>=7=7=7=7DEDEDEA?A?A?A?B>B>B>B>????)"
    R"(@:@:@:@:?<?<?<?<?<>:>:>:>:A?A?A?A?A?@>@>GCGCGCGCGC@=@=?>?<?<?<?:C>>999B>@>@>@>@>@>@>@>@>)"
    R"(@>@>@>@>>>>>>>>>>>>>>>>>8787B>B>B>B>B>B>B>B?B?B?B?B?A?A?B@B@B@B@B@?>?>?>?>D=?<><)"},
    Block{0x2000,
    R"(:D:D754=7520000088=<DD<<7777;;;;<<<<:>D7<<000005)",
    R"(:D:D754>8520000099><DD<<8888>>>><<==:>D7<<000005)"},
};
// clang-format on

}  // namespace

std::int32_t measured_width(char32_t code_point, bool bold) {
    for (const Block& block : blocks) {
        if (code_point < block.first || code_point >= block.first + block.regular.size()) continue;
        const std::size_t at = code_point - block.first;
        if (block.regular[at] == '~') return not_measured;
        const std::int32_t regular = (block.regular[at] - '0') * 50;
        if (!bold) return regular;
        return block.bold.empty() ? regular * 11 / 10 : (block.bold[at] - '0') * 50;
    }
    return not_measured;
}

}  // namespace valla::drawing
