//! What a block is, and the policy: what the reader shows and what is hidden in place, one row a role.

use serde::{Serialize, Serializer};

/// How the reader view treats a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// Part of the body, and of the body's text.
    Body,
    /// Shown in its place, but no part of the body's text: captions, embedded media, boxes of facts.
    Beside,
    /// Shown once, in the head of the reader.
    Head,
    /// Left out.
    Out,
}

/// How hiding in place treats a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InPlace {
    /// Article: never hidden.
    Never,
    /// Clutter that stays unless the person asks: it belongs to the page's frame.
    Stay,
    Hide,
}

macro_rules! roles {
    ($($variant:ident $name:literal $reader:ident $place:ident),+ $(,)?) => {
        /// What a block is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Role { $($variant),+ }

        impl Role {
            pub const ALL: &'static [Role] = &[$(Role::$variant),+];

            /// The role's name in settings, labels and messages.
            pub fn name(self) -> &'static str {
                match self { $(Role::$variant => $name),+ }
            }
            pub fn from_name(name: &str) -> Option<Role> {
                Self::ALL.iter().copied().find(|role| role.name() == name)
            }
            /// How the reader view treats it.
            pub fn reader(self) -> Reader {
                match self { $(Role::$variant => Reader::$reader),+ }
            }
            /// How hiding in place treats it when the person has set nothing.
            pub fn in_place(self) -> InPlace {
                match self { $(Role::$variant => InPlace::$place),+ }
            }
        }
    };
}

roles! {
    Headline "headline" Head Never,
    Standfirst "standfirst" Head Never,
    Byline "byline" Head Never,
    Dateline "dateline" Head Never,
    LeadImage "lead-image" Head Never,
    Caption "caption" Beside Never,
    Paragraph "paragraph" Body Never,
    Subheading "subheading" Body Never,
    List "list" Body Never,
    Quote "quote" Body Never,
    Table "table" Body Never,
    Code "code" Body Never,
    Math "math" Body Never,
    Media "media" Beside Never,
    Footnote "footnote" Body Never,
    Note "note" Beside Never,
    Navigation "navigation" Out Stay,
    Masthead "masthead" Out Stay,
    Footer "footer" Out Hide,
    Breadcrumb "breadcrumb" Out Hide,
    Share "share" Out Hide,
    Related "related" Out Hide,
    Newsletter "newsletter" Out Hide,
    Promo "promo" Out Hide,
    Advertisement "advertisement" Out Hide,
    Sponsored "sponsored" Out Hide,
    Comments "comments" Out Hide,
    AuthorBio "author-bio" Out Hide,
    Tags "tags" Out Hide,
    Consent "consent" Out Hide,
    Overlay "overlay" Out Hide,
    Search "search" Out Stay,
    Tools "tools" Out Hide,
    Notice "notice" Out Hide,
    NextArticle "next-article" Out Hide,
    Other "other" Out Hide,
}

impl Serialize for Role {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// What the person chose against the policy: whether a role is hidden in place.
#[derive(Clone, Debug, Default)]
pub struct Choices(Vec<(Role, bool)>);

impl Choices {
    /// `None` where nothing was chosen.
    pub fn of(&self, role: Role) -> Option<bool> {
        self.0.iter().find(|(chosen, _)| *chosen == role).map(|&(_, hidden)| hidden)
    }
}

impl FromIterator<(Role, bool)> for Choices {
    fn from_iter<I: IntoIterator<Item = (Role, bool)>>(choices: I) -> Choices {
        Choices(choices.into_iter().collect())
    }
}

impl Role {
    /// Whether it is part of the article, as opposed to clutter.
    pub fn is_article(self) -> bool {
        self.reader() != Reader::Out
    }
}
