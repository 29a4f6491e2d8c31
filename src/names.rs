//! The element and attribute names that the core knows, each as one byte.
//!
//! A page has few distinct names and many nodes, so every later stage compares bytes instead of strings.
//! A name that is not in a list reads as `Tag::Other`, or the attribute is not kept at all:
//! `extension/content/taken.js` carries the same attribute list, and a test holds the two together.

macro_rules! names {
    ($(#[$doc:meta])* $type:ident, $other:ident: $($variant:ident $name:literal),+ $(,)?) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum $type { $($variant),+, $other }

        impl $type {
            /// Every known name, in the order of the variants.
            pub const NAMES: &'static [&'static str] = &[$($name),+];

            /// The variant of a lower-case name.
            pub fn from_name(name: &str) -> Self {
                const ALL: &[$type] = &[$($type::$variant),+];
                Self::NAMES.iter().position(|&known| known == name).map_or(Self::$other, |at| ALL[at])
            }

            /// The lower-case name; the catch-all variant has an empty one.
            pub fn name(self) -> &'static str {
                Self::NAMES.get(self as usize).copied().unwrap_or("")
            }
        }
    };
}

names! {
    /// The kind of a node: an element by its name, or a run of text.
    Tag, Other:
    Text "#text",
    A "a", Abbr "abbr", Address "address", Article "article", Aside "aside", Audio "audio", B "b", Base "base", Bdi "bdi",
    Bdo "bdo", Big "big", Blockquote "blockquote", Body "body", Br "br", Button "button", Canvas "canvas", Caption "caption",
    Center "center", Cite "cite", Code "code", Col "col", Colgroup "colgroup", Dd "dd", Del "del", Details "details",
    Dfn "dfn", Dialog "dialog", Dir "dir", Div "div", Dl "dl", Dt "dt", Em "em", Embed "embed", Fieldset "fieldset",
    Figcaption "figcaption", Figure "figure", Font "font", Footer "footer", Form "form", Frame "frame", Frameset "frameset",
    H1 "h1", H2 "h2", H3 "h3", H4 "h4", H5 "h5", H6 "h6", Head "head", Header "header", Hgroup "hgroup", Hr "hr",
    Html "html", I "i", Iframe "iframe", Img "img", Input "input", Ins "ins", Kbd "kbd", Label "label", Legend "legend",
    Li "li", Link "link", Main "main", Map "map", Mark "mark", Menu "menu", Meta "meta", Nav "nav", Noscript "noscript",
    Object "object", Ol "ol", Optgroup "optgroup", OptionTag "option", P "p", Picture "picture", Pre "pre",
    Progress "progress", Q "q", Rp "rp", Rt "rt", Ruby "ruby", S "s", Samp "samp", Script "script", Search "search",
    Section "section", Select "select", Slot "slot", Small "small", Source "source", Span "span", Strike "strike",
    Strong "strong", Style "style", Sub "sub", Summary "summary", Sup "sup", Svg "svg", Table "table", Tbody "tbody",
    Td "td", Template "template", Textarea "textarea", Tfoot "tfoot", Th "th", Thead "thead", Time "time", Title "title",
    Tr "tr", Track "track", Tt "tt", U "u", Ul "ul", Var "var", Video "video", Wbr "wbr", AmpImg "amp-img",
    Math "math", Annotation "annotation", Maction "maction", Menclose "menclose", Merror "merror", Mfenced "mfenced",
    Mfrac "mfrac", Mi "mi", Mmultiscripts "mmultiscripts", Mn "mn", Mo "mo", Mover "mover", Mpadded "mpadded",
    Mphantom "mphantom", Mroot "mroot", Mrow "mrow", Ms "ms", Mspace "mspace", Msqrt "msqrt", Mstyle "mstyle", Msub "msub",
    Msubsup "msubsup", Msup "msup", Mtable "mtable", Mtd "mtd", Mtext "mtext", Mtr "mtr", Munder "munder",
    Munderover "munderover", Mprescripts "mprescripts", None "none", Semantics "semantics",
    // What MathJax 3 draws (`src/compose/drawn`).
    MjxMath "mjx-math", MjxMi "mjx-mi", MjxMn "mjx-mn", MjxMo "mjx-mo", MjxMtext "mjx-mtext", MjxMfrac "mjx-mfrac",
    MjxNum "mjx-num", MjxDen "mjx-den", MjxMsqrt "mjx-msqrt", MjxMroot "mjx-mroot", MjxRoot "mjx-root", MjxBox "mjx-box",
    MjxMsub "mjx-msub", MjxMsup "mjx-msup", MjxMsubsup "mjx-msubsup", MjxScript "mjx-script", MjxMunder "mjx-munder",
    MjxMover "mjx-mover", MjxMunderover "mjx-munderover", MjxBase "mjx-base", MjxUnder "mjx-under", MjxOver "mjx-over",
    MjxSurd "mjx-surd", MjxMtable "mjx-mtable", MjxMtr "mjx-mtr", MjxMtd "mjx-mtd",
}

names! {
    /// The attributes that a page keeps.
    Attr, Other:
    AriaHidden "aria-hidden", AriaLabel "aria-label", AriaModal "aria-modal", Class "class", Colspan "colspan",
    Content "content", DataComponent "data-component", DataLang "data-lang", DataLanguage "data-language",
    DataLazySrc "data-lazy-src", DataLazySrcset "data-lazy-srcset", DataOriginal "data-original", DataSrc "data-src",
    DataSrcset "data-srcset", DataTestid "data-testid", DataType "data-type", DataUrl "data-url", Datetime "datetime",
    Dir "dir", Display "display", Encoding "encoding", Headers "headers", Height "height", Hidden "hidden", Href "href",
    HttpEquiv "http-equiv", Id "id", Itemprop "itemprop", Itemscope "itemscope", Itemtype "itemtype", Lang "lang",
    Name "name", Poster "poster", Property "property", Rel "rel", Reversed "reversed", Role "role", Rowspan "rowspan",
    Scope "scope", Sizes "sizes", Src "src", Srcset "srcset", Start "start", Alt "alt", Title "title", Type "type",
    Value "value", Width "width", Alttext "alttext", DataLatex "data-latex",
}

impl Tag {
    /// Whether a person sees the element as a unit of its own when no style sheet says otherwise. A button is one:
    /// it stands in a line, but it is never part of a sentence.
    pub fn is_block(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Address
                | Article
                | Aside
                | Blockquote
                | Body
                | Button
                | Caption
                | Center
                | Dd
                | Details
                | Dialog
                | Dir
                | Div
                | Dl
                | Dt
                | Fieldset
                | Figcaption
                | Figure
                | Footer
                | Form
                | Frameset
                | H1
                | H2
                | H3
                | H4
                | H5
                | H6
                | Header
                | Hgroup
                | Hr
                | Html
                | Legend
                | Li
                | Main
                | Menu
                | Nav
                | Ol
                | Optgroup
                | OptionTag
                | P
                | Pre
                | Search
                | Section
                | Summary
                | Table
                | Tbody
                | Td
                | Tfoot
                | Th
                | Thead
                | Tr
                | Ul
        )
    }

    /// The level of a heading element, 1 to 6.
    pub fn heading_level(self) -> Option<u8> {
        (Tag::H1..=Tag::H6).contains(&self).then(|| self as u8 - Tag::H1 as u8 + 1)
    }
}
