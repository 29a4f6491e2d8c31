//! What kinds of element a block may be inside of, by tag or by landmark role.

use crate::names::Tag;

/// Elements whose nearness above a block matters.
#[derive(Clone, Copy)]
#[repr(u8)]
pub enum Inside {
    List,
    Table,
    Quote,
    Figure,
    Form,
    Button,
    Nav,
    Header,
    Footer,
    Aside,
    Main,
    Article,
    Paragraph,
    Details,
    Heading,
    Section,
}
pub const INSIDE: usize = Inside::Section as usize + 1;

pub fn inside_of(tag: Tag) -> Option<Inside> {
    Some(match tag {
        Tag::Ul | Tag::Ol | Tag::Dl | Tag::Menu => Inside::List,
        Tag::Table => Inside::Table,
        Tag::Blockquote | Tag::Q => Inside::Quote,
        Tag::Figure | Tag::Figcaption => Inside::Figure,
        Tag::Form | Tag::Fieldset => Inside::Form,
        Tag::Button | Tag::Label | Tag::Legend | Tag::Summary => Inside::Button,
        Tag::Nav => Inside::Nav,
        Tag::Header | Tag::Hgroup => Inside::Header,
        Tag::Footer => Inside::Footer,
        Tag::Aside => Inside::Aside,
        Tag::Main => Inside::Main,
        Tag::Article => Inside::Article,
        Tag::P => Inside::Paragraph,
        Tag::Details | Tag::Dialog => Inside::Details,
        Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => Inside::Heading,
        Tag::Section => Inside::Section,
        _ => return None,
    })
}

/// A landmark role counts as its element.
pub fn inside_of_role(role: &str) -> Option<Inside> {
    Some(match role {
        "navigation" | "menu" | "menubar" => Inside::Nav,
        "banner" => Inside::Header,
        "contentinfo" => Inside::Footer,
        "complementary" => Inside::Aside,
        "main" => Inside::Main,
        "article" => Inside::Article,
        "dialog" | "alertdialog" => Inside::Details,
        "button" | "tab" => Inside::Button,
        "form" | "search" => Inside::Form,
        "list" => Inside::List,
        _ => return None,
    })
}
